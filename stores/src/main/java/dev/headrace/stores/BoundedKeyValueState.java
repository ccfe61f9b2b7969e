package dev.headrace.stores;

import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.KeyValueIterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An open store that removes its least recently used entry when there is one too many. The removal is a change like any
 * other. The order of use is not kept over a rollback or a restart: then it begins anew.
 */
final class BoundedKeyValueState<K, V> extends KeyValueState<K, V> {

    private final Keys<K> keys;
    private final int entriesMax;

    /** The keys there are by their bytes, the least recently used first. */
    private final Map<Bytes, Bytes> inOrderOfUse = new LinkedHashMap<>(16, 0.75f, true);

    BoundedKeyValueState(
            String name, Keys<K> keys, Values<V> values, BytesStore committed, long cleanBytesMax, int entriesMax) {
        super(name, keys, values, committed, cleanBytesMax);
        this.keys = keys;
        this.entriesMax = entriesMax;
    }

    @Override
    @Nullable
    V get(K key) {
        V value = super.get(key);
        if (value != null) {
            inOrderOfUse.get(Bytes.wrap(keys.bytes(key)));
        }
        return value;
    }

    @Override
    void put(K key, @Nullable V value) {
        super.put(key, value);
        Bytes bytes = Bytes.wrap(keys.bytes(key));
        if (value == null) {
            inOrderOfUse.remove(bytes);
            return;
        }
        inOrderOfUse.put(bytes, bytes);
        if (inOrderOfUse.size() > entriesMax) {
            Bytes eldest = inOrderOfUse.keySet().iterator().next();
            inOrderOfUse.remove(eldest);
            super.put(keys.object(eldest), null);
        }
    }

    @Override
    void restored(List<ChangelogEntry> entries) {
        super.restored(entries);
        for (ChangelogEntry entry : entries) {
            Bytes key = Bytes.wrap(entry.key());
            if (entry.value() == null) {
                inOrderOfUse.remove(key);
            } else {
                inOrderOfUse.putIfAbsent(key, key);
            }
        }
    }

    @Override
    void rollback() {
        super.rollback();
        inOrderOfUse.clear();
        try (KeyValueIterator<Bytes, byte[]> entries = committed().range(null, null, true)) {
            while (entries.hasNext()) {
                Bytes key = entries.next().key;
                inOrderOfUse.put(key, key);
            }
        }
    }
}

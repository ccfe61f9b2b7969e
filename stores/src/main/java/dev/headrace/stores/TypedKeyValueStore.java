package dev.headrace.stores;

import dev.headrace.common.KeyValue;
import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.StateStore;
import dev.headrace.state.StateStoreContext;
import dev.headrace.state.StoreEnvironment;
import dev.headrace.state.StorePosition;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A key-value store of objects. Its state exists while it is open.
 *
 * @param <K> type of the keys
 * @param <V> type of the values, with their timestamps if the store keeps any
 */
abstract class TypedKeyValueStore<K, V> implements KeyValueStore<K, V>, CommittableStore {

    private static final long CACHE_BYTES_WITHOUT_ENVIRONMENT = 10L << 20;

    private final String name;
    private final KeyValueMedium medium;
    private final boolean changelogged;
    private final @Nullable Serde<K> keySerde;
    private volatile @Nullable KeyValueState<K, V> state;
    private volatile @Nullable CommittedReads<K, V> reads;
    private boolean exposed;

    TypedKeyValueStore(String name, KeyValueMedium medium, boolean changelogged, @Nullable Serde<K> keySerde) {
        this.name = name;
        this.medium = medium;
        this.changelogged = changelogged;
        this.keySerde = keySerde;
    }

    /** How values lie in the committed bytes. */
    abstract ValueLayout layout();

    /** The values of this store. */
    abstract Values<V> values(String topic, StateStoreContext context);

    /** What other threads see of these bytes. */
    CommittedReads<K, V> reads(Keys<K> keys, Values<V> values, BytesStore committed) {
        return new CommittedReads<>(name, keys, values, committed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        if (state != null) {
            throw new IllegalStateException("Cannot open store '" + name + "': it is open");
        }
        boolean engine = context instanceof StoreEnvironment;
        String topic = engine
                ? ((StoreEnvironment) context).changelogTopic(name)
                : context.applicationId() + "-" + name + "-changelog";
        long cacheBytes = engine ? ((StoreEnvironment) context).cacheBytesPerStore() : CACHE_BYTES_WITHOUT_ENVIRONMENT;
        Keys<K> keys = new Keys<>(name, new Encoding<>(what("key"), topic, keySerdeOr(context)));
        Values<V> values = values(topic, context);
        BytesStore committed = medium.bytes(name, layout(), context);
        state = medium.state(name, keys, values, committed, cacheBytes);
        reads = reads(keys, values, committed);
        exposed = true;
        context.register(root, (key, value) -> {
            throw new UnsupportedOperationException(
                    "Cannot restore store '" + name + "' by callback: it takes changelog entries with their position");
        });
    }

    final String what(String part) {
        return part + " of store '" + name + "'";
    }

    @SuppressWarnings("unchecked")
    private Serde<K> keySerdeOr(StateStoreContext context) {
        return keySerde != null ? keySerde : (Serde<K>) context.keySerde();
    }

    private KeyValueState<K, V> opened() {
        KeyValueState<K, V> opened = state;
        if (opened == null) {
            throw new InvalidStateStoreException("Cannot use store '" + name + "': it is not open");
        }
        return opened;
    }

    @Override
    public @Nullable V get(K key) {
        return opened().get(key);
    }

    @Override
    public void put(K key, @Nullable V value) {
        opened().put(key, value);
    }

    @Override
    public @Nullable V putIfAbsent(K key, @Nullable V value) {
        return opened().putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        KeyValueState<K, V> opened = opened();
        entries.forEach(TypedKeyValueStore::requireKey);
        for (KeyValue<K, V> entry : entries) {
            opened.put(requireKey(entry), entry.value);
        }
    }

    private static <K, V> K requireKey(KeyValue<K, V> entry) {
        return Objects.requireNonNull(entry.key, "key cannot be null");
    }

    @Override
    public @Nullable V delete(K key) {
        return opened().delete(key);
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return opened().range(from, to, true);
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return opened().range(from, to, false);
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return opened().range(null, null, true);
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return opened().range(null, null, false);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return opened().prefixScan(prefix, prefixKeySerializer);
    }

    @Override
    public long approximateNumEntries() {
        return opened().approximateEntries();
    }

    @Override
    public List<ChangelogEntry> seal(long timestampMs) {
        return opened().seal(timestampMs);
    }

    @Override
    public void apply(List<ChangelogEntry> entries, StorePosition position) {
        exposed = false;
        opened().apply(entries, position);
    }

    @Override
    public void exposeCommitted() {
        CommittedReads<K, V> current = reads;
        if (!exposed && current != null) {
            current.expose(opened().committed());
            exposed = true;
        }
    }

    @Override
    public void rollback() {
        opened().rollback();
    }

    @Override
    public StorePosition position() {
        return opened().position();
    }

    @Override
    public long uncommittedBytes() {
        return opened().uncommittedBytes();
    }

    @Override
    public boolean changelogged() {
        return changelogged;
    }

    @Override
    public Object committedReads() {
        CommittedReads<K, V> current = reads;
        if (current == null) {
            throw new InvalidStateStoreException("Cannot read store '" + name + "': it is not open");
        }
        return current;
    }

    @Override
    public void flush() {
        opened().flush();
    }

    @Override
    public boolean persistent() {
        return medium.persistent();
    }

    @Override
    public boolean isOpen() {
        return state != null;
    }

    @Override
    public void close() {
        KeyValueState<K, V> closing = state;
        CommittedReads<K, V> ending = reads;
        state = null;
        reads = null;
        if (ending != null) {
            ending.close();
        }
        if (closing != null) {
            closing.close();
        }
    }
}

package dev.headrace.stores.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.common.KeyValue;
import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.StorePosition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * Batches that follow from a seed: what a store must hold at any position can be computed from the position alone.
 * Position {@code n} is reached by batch {@code n - 1}.
 */
final class History {

    private final long seed;
    private final int keys;
    private final int entriesPerBatch;

    History(long seed, int keys, int entriesPerBatch) {
        this.seed = seed;
        this.keys = keys;
        this.entriesPerBatch = entriesPerBatch;
    }

    List<ChangelogEntry> batch(long number) {
        Random random = new Random(seed * 31 + number);
        List<ChangelogEntry> entries = new ArrayList<>();
        for (int i = 0; i < entriesPerBatch; i++) {
            byte[] key = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(random.nextInt(keys))
                    .array();
            byte[] value = null;
            if (random.nextInt(8) > 0) {
                value = new byte[8 + random.nextInt(24)];
                random.nextBytes(value);
            }
            entries.add(new ChangelogEntry(key, value, 0));
        }
        return entries;
    }

    void applyTo(BytesStore store, long number) {
        store.apply(batch(number), positionAfter(number));
    }

    static StorePosition positionAfter(long batch) {
        return new StorePosition(batch + 1, batch * 100);
    }

    /** What a store at this position holds. */
    TreeMap<Bytes, Bytes> stateAt(StorePosition position) {
        TreeMap<Bytes, Bytes> state = new TreeMap<>();
        for (long number = 0; number < position.next(); number++) {
            for (ChangelogEntry entry : batch(number)) {
                if (entry.value() == null) {
                    state.remove(Bytes.wrap(entry.key()));
                } else {
                    state.put(Bytes.wrap(entry.key()), Bytes.wrap(entry.value()));
                }
            }
        }
        return state;
    }

    /** The store holds what belongs to the position that it names, by range and by key. */
    void assertConsistent(BytesStore store) {
        TreeMap<Bytes, Bytes> found = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.range(null, null, true)) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                found.put(entry.key, Bytes.wrap(entry.value));
            }
        }
        TreeMap<Bytes, Bytes> expected = stateAt(store.position());
        assertThat(found.equals(expected)).as("entries at %s", store.position()).isTrue();
        for (int key = 0; key < keys; key++) {
            Bytes bytes =
                    Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(key).array());
            byte[] value = store.get(bytes.get());
            assertThat(value == null ? null : Bytes.wrap(value)).isEqualTo(expected.get(bytes));
        }
    }
}

package dev.headrace.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.StorePosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What committed bytes do, wherever they are kept. */
abstract class BytesStoreContract {

    @TempDir
    Path directory;

    private BytesStore store;

    abstract BytesStore open(Path directory);

    @BeforeEach
    void openStore() {
        store = open(directory);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ChangelogEntry put(String key, String value) {
        return new ChangelogEntry(bytes(key), bytes(value), 0);
    }

    private static ChangelogEntry remove(String key) {
        return new ChangelogEntry(bytes(key), null, 0);
    }

    private void apply(long next, ChangelogEntry... entries) {
        store.apply(List.of(entries), new StorePosition(next, next));
    }

    private static List<String> drain(KeyValueIterator<Bytes, byte[]> iterator) {
        List<String> entries = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(entry -> entries.add(new String(entry.key.get(), StandardCharsets.ISO_8859_1)
                    + "=" + new String(entry.value, StandardCharsets.ISO_8859_1)));
        }
        return entries;
    }

    private List<String> all() {
        return drain(store.range(null, null, true));
    }

    @Test
    void isEmptyAndNowhereAtFirst() {
        assertThat(store.position()).isEqualTo(StorePosition.NONE);
        assertThat(all()).isEmpty();
        assertThat(store.get(bytes(""))).isNull();
        assertThat(store.approximateEntries()).isZero();
    }

    @Test
    void laterEntriesOfABatchWin() {
        apply(3, put("a", "1"), put("b", "1"), put("a", "2"), remove("b"), remove("c"), put("c", "3"));
        assertThat(all()).containsExactly("a=2", "c=3");
        assertThat(store.get(bytes("a"))).isEqualTo(bytes("2"));
        assertThat(store.get(bytes("b"))).isNull();
    }

    @Test
    void positionMovesWithoutEntries() {
        apply(3, put("a", "1"));
        apply(9);
        assertThat(store.position()).isEqualTo(new StorePosition(9, 9));
        assertThat(all()).containsExactly("a=1");
    }

    @Test
    void keysAreOrderedAsUnsignedBytes() {
        apply(1, put("\u00ff", "5"), put("", "1"), put("a", "3"), put("\u0000", "2"), put("a\u0000", "4"));
        assertThat(drain(store.range(null, null, true)).stream().map(entry -> entry.substring(entry.length() - 1)))
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(drain(store.range(Bytes.wrap(bytes("a")), Bytes.wrap(bytes("a")), true)))
                .containsExactly("a=3");
        assertThat(drain(store.range(Bytes.wrap(bytes("\u0001")), Bytes.wrap(bytes("b")), false)))
                .containsExactly("a\u0000=4", "a=3");
        assertThat(drain(store.range(null, Bytes.wrap(bytes("")), false))).containsExactly("=1");
    }

    @Test
    void snapshotDoesNotChange() {
        apply(1, put("a", "1"), put("b", "1"));
        try (BytesStore.Snapshot first = store.snapshot()) {
            apply(2, put("a", "2"), remove("b"), put("c", "2"));
            try (BytesStore.Snapshot second = store.snapshot()) {
                apply(3, remove("a"), put("b", "3"), put("c", "3"));
                apply(4, put("a", "4"), remove("c"));
                assertThat(drain(first.range(null, null, true))).containsExactly("a=1", "b=1");
                assertThat(drain(second.range(null, null, false))).containsExactly("c=2", "a=2");
                assertThat(second.get(bytes("b"))).isNull();
                assertThat(second.get(bytes("c"))).isEqualTo(bytes("2"));
            }
            apply(5, put("a", "5"));
            assertThat(first.get(bytes("a"))).isEqualTo(bytes("1"));
            assertThat(first.get(bytes("c"))).isNull();
        }
        apply(6);
        assertThat(all()).containsExactly("a=5", "b=3");
    }

    @Test
    void openIteratorDoesNotChange() {
        apply(1, put("a", "1"), put("b", "1"), put("c", "1"));
        KeyValueIterator<Bytes, byte[]> iterator = store.range(null, null, true);
        assertThat(iterator.next().value).isEqualTo(bytes("1"));
        apply(2, put("b", "2"), remove("c"), put("d", "2"));
        apply(3, put("b", "3"));
        assertThat(drain(iterator)).containsExactly("b=1", "c=1");
    }

    @Test
    void iteratorOverASnapshotOutlivesTheSnapshot() {
        apply(1, put("a", "1"), put("b", "1"));
        BytesStore.Snapshot snapshot = store.snapshot();
        KeyValueIterator<Bytes, byte[]> iterator = snapshot.range(null, null, true);
        snapshot.close();
        snapshot.close();
        apply(2, put("a", "2"), remove("b"));
        apply(3, put("a", "3"));
        assertThat(drain(iterator)).containsExactly("a=1", "b=1");
    }

    /** Snapshots taken and released in any order see what was there when they were taken. */
    @Test
    void manySnapshotsEachSeeTheirOwnPast() {
        Random random = new Random(7);
        TreeMap<String, String> now = new TreeMap<>();
        List<BytesStore.Snapshot> snapshots = new ArrayList<>();
        List<TreeMap<String, String>> pasts = new ArrayList<>();
        for (int step = 1; step <= 400; step++) {
            ChangelogEntry[] batch = new ChangelogEntry[random.nextInt(4)];
            for (int i = 0; i < batch.length; i++) {
                String key = "k" + random.nextInt(12);
                if (random.nextInt(3) == 0) {
                    batch[i] = remove(key);
                    now.remove(key);
                } else {
                    batch[i] = put(key, "v" + step + i);
                    now.put(key, "v" + step + i);
                }
            }
            apply(step, batch);
            if (random.nextInt(3) == 0) {
                snapshots.add(store.snapshot());
                pasts.add(new TreeMap<>(now));
            }
            if (snapshots.size() > 5) {
                int gone = random.nextInt(snapshots.size());
                snapshots.remove(gone).close();
                pasts.remove(gone);
            }
            for (int i = 0; i < snapshots.size(); i++) {
                assertThat(drain(snapshots.get(i).range(null, null, true)))
                        .as("step %d", step)
                        .isEqualTo(listed(pasts.get(i)));
            }
            assertThat(all()).as("step %d", step).isEqualTo(listed(now));
        }
        snapshots.forEach(BytesStore.Snapshot::close);
    }

    private static List<String> listed(TreeMap<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    @Test
    void givenArraysAreNotWrittenTo() {
        ChangelogEntry entry = put("key", "value");
        byte[] key = entry.key().clone();
        byte[] value = entry.value().clone();
        store.apply(List.of(entry), new StorePosition(1, 1));
        drain(store.range(Bytes.wrap(entry.key()), Bytes.wrap(entry.key()), false));
        assertThat(Arrays.equals(entry.key(), key) && Arrays.equals(entry.value(), value))
                .isTrue();
    }
}

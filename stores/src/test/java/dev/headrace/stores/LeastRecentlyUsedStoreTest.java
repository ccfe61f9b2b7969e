package dev.headrace.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headrace.common.KeyValue;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.StorePosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeastRecentlyUsedStoreTest {

    @TempDir
    Path directory;

    private KeyValueStore<String, String> open(int entriesMax) {
        KeyValueStore<String, String> store = Stores.keyValueStoreBuilder(
                        Stores.lruMap("s", entriesMax), Serdes.String(), Serdes.String())
                .build();
        store.init(new TestEnvironment(directory, 1 << 20), store);
        return store;
    }

    private static List<String> keys(KeyValueStore<String, String> store) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, String> all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private static ChangelogEntry entry(String key, String value) {
        return new ChangelogEntry(
                key.getBytes(StandardCharsets.UTF_8), value == null ? null : value.getBytes(StandardCharsets.UTF_8), 0);
    }

    @Test
    void removesTheEntryUsedLeastRecently() {
        KeyValueStore<String, String> store = open(3);
        store.putAll(List.of(KeyValue.pair("a", "1"), KeyValue.pair("b", "1"), KeyValue.pair("c", "1")));
        store.get("a");
        store.put("b", "2");
        store.put("d", "1");
        assertThat(keys(store)).containsExactly("a", "b", "d");
        assertThat(store.get("c")).isNull();
        assertThat(store.approximateNumEntries()).isEqualTo(3);
    }

    @Test
    void removalsAreChangesLikeOthers() {
        KeyValueStore<String, String> store = open(1);
        CommittableStore committable = (CommittableStore) store;
        store.put("a", "1");
        committable.apply(committable.seal(0), new StorePosition(1, 1));
        store.put("b", "1");
        List<ChangelogEntry> entries = committable.seal(0);
        assertThat(entries.stream()
                        .map(entry -> new String(entry.key(), StandardCharsets.UTF_8) + (entry.value() == null)))
                .containsExactly("bfalse", "atrue");
        committable.rollback();
        assertThat(keys(store)).containsExactly("a");
        store.put("c", "1");
        assertThat(keys(store)).containsExactly("c");
    }

    @Test
    void restoredEntriesCountAndRemovedOnesDoNot() {
        KeyValueStore<String, String> store = open(2);
        ((CommittableStore) store)
                .apply(
                        List.of(entry("x", "1"), entry("y", "1"), entry("x", null), entry("z", "1")),
                        new StorePosition(4, 4));
        store.put("new", "1");
        assertThat(keys(store)).containsExactly("new", "z");
    }

    @Test
    void aDeletedEntryMakesRoom() {
        KeyValueStore<String, String> store = open(2);
        store.put("a", "1");
        store.put("b", "1");
        store.delete("a");
        store.put("c", "1");
        assertThat(keys(store)).containsExactly("b", "c");
    }

    @Test
    void negativeSizesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stores.lruMap("s", -1))
                .withMessageContaining("-1")
                .withMessageContaining("'s'");
    }
}

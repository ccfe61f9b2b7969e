package dev.headrace.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.errors.ProcessorStateException;
import dev.headrace.errors.StoreDamagedException;
import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.StorePosition;
import dev.headrace.stores.rocksdb.RocksDbBytesStore;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class RocksDbBytesStoreTest extends BytesStoreContract {

    @Override
    BytesStore open(Path directory) {
        return RocksDbBytesStore.open("s", directory.toFile());
    }

    private static ChangelogEntry entry(int key, int value) {
        return new ChangelogEntry(new byte[] {(byte) key}, new byte[] {(byte) value}, 0);
    }

    @Test
    void reopensWhereItWasClosed() {
        Path own = directory.resolve("own");
        try (BytesStore first = open(own)) {
            first.apply(List.of(entry(1, 1), entry(2, 2)), new StorePosition(17, 1000));
        }
        try (BytesStore second = open(own)) {
            assertThat(second.position()).isEqualTo(new StorePosition(17, 1000));
            assertThat(second.get(new byte[] {2})).containsExactly(2);
            assertThat(second.approximateEntries()).isEqualTo(2);
        }
    }

    @Test
    void openingTwiceIsRefusedButIsNoDamage() {
        assertThatExceptionOfType(ProcessorStateException.class)
                .isThrownBy(() -> open(directory))
                .isNotInstanceOf(StoreDamagedException.class)
                .withMessageContaining("Cannot open store 's'");
    }

    @Test
    void everyUseAfterTheCloseIsRefused() {
        BytesStore store = open(directory.resolve("own"));
        store.apply(List.of(entry(1, 1), entry(2, 2)), new StorePosition(1, 1));
        BytesStore.Snapshot snapshot = store.snapshot();
        KeyValueIterator<Bytes, byte[]> ofSnapshot = snapshot.range(null, null, true);
        KeyValueIterator<Bytes, byte[]> ofStore = store.range(null, null, true);
        ofStore.next();
        store.close();
        store.close();
        List<Runnable> uses = List.of(
                () -> store.get(new byte[] {1}),
                () -> store.apply(List.of(), new StorePosition(2, 2)),
                () -> store.range(null, null, true),
                store::snapshot,
                store::flush,
                store::approximateEntries,
                () -> snapshot.get(new byte[] {1}),
                () -> snapshot.range(null, null, true),
                snapshot::approximateEntries,
                ofSnapshot::hasNext,
                ofStore::next);
        assertThat(uses).allSatisfy(use -> assertThatExceptionOfType(InvalidStateStoreException.class)
                .isThrownBy(use::run));
        ofStore.close();
        ofSnapshot.close();
        snapshot.close();
    }
}

package dev.headrace.stores.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.errors.StoreDamagedException;
import dev.headrace.state.BytesStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged store is refused, when it is opened or when the damaged part is read, and never gives wrong data. */
class RocksDbDamageTest {

    private static final long CACHE_BYTES = 8L << 20;

    @TempDir
    Path directory;

    private final History history = new History(5, 700, 200);
    private Path intact;
    private int copies;

    @BeforeEach
    void writeAStoreOfSeveralFiles() {
        intact = directory.resolve("intact");
        try (BytesStore store = RocksDbBytesStore.open("s", intact.toFile())) {
            for (int batch = 0; batch < 12; batch++) {
                history.applyTo(store, batch);
                if (batch % 3 == 0) {
                    store.flush();
                }
            }
        }
    }

    private Path copy() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy" + copies++));
        for (Path file : files(intact, "")) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private static List<Path> files(Path directory, String part) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .sorted()
                    .toList();
        }
    }

    /** Opens the store with a cache of its own, in which no intact block of a copy can lie, and reads all of it. */
    private void readAll(Path copy) {
        try (SharedMemory memory = new SharedMemory(CACHE_BYTES);
                BytesStore store = RocksDbBytesStore.open("s", copy.toFile(), memory)) {
            history.assertConsistent(store);
        }
    }

    private boolean isRefused(Path copy) {
        try {
            readAll(copy);
            return false;
        } catch (StoreDamagedException e) {
            assertThat(e.directory()).isEqualTo(copy.toFile());
            return true;
        }
    }

    @Test
    void anIntactCopyIsRead() throws IOException {
        assertThat(isRefused(copy())).isFalse();
        assertThat(files(intact, ".sst").size()).isGreaterThan(3);
    }

    @Test
    void everyFlippedBitInTheEntriesIsNoticed() throws IOException {
        int noticed = 0;
        int flipped = 0;
        for (Path file : files(intact, ".sst")) {
            long length = Files.size(file);
            for (long at = 3; at < length; at += Math.max(1, length / 5)) {
                Path copy = copy();
                flipBit(copy.resolve(file.getFileName()), at);
                noticed += isRefused(copy) ? 1 : 0;
                flipped++;
            }
        }
        assertThat(flipped).isGreaterThan(25);
        assertThat(noticed).isGreaterThan(flipped / 2);
    }

    @Test
    void everyTruncatedOrMissingFileOfEntriesIsNoticed() throws IOException {
        for (Path file : files(intact, ".sst")) {
            Path truncated = copy();
            truncate(truncated.resolve(file.getFileName()), Files.size(file) - 1);
            assertThat(isRefused(truncated)).as("%s truncated", file).isTrue();
            Path empty = copy();
            truncate(empty.resolve(file.getFileName()), 0);
            assertThat(isRefused(empty)).as("%s empty", file).isTrue();
            Path missing = copy();
            Files.delete(missing.resolve(file.getFileName()));
            assertThat(isRefused(missing)).as("%s missing", file).isTrue();
        }
    }

    @Test
    void everyFlippedBitInTheManifestIsNoticed() throws IOException {
        Path manifest = files(intact, "MANIFEST").get(0);
        for (long at = 0; at < Files.size(manifest); at += 37) {
            Path copy = copy();
            flipBit(copy.resolve(manifest.getFileName()), at);
            assertThat(isRefused(copy))
                    .as("bit flipped at %d of %d", at, Files.size(manifest))
                    .isTrue();
        }
    }

    @Test
    void aTruncatedManifestGivesAnOlderStateOrIsNoticed() throws IOException {
        Path manifest = files(intact, "MANIFEST").get(0);
        int noticed = 0;
        for (long length = 0; length < Files.size(manifest); length += 31) {
            Path copy = copy();
            truncate(copy.resolve(manifest.getFileName()), length);
            noticed += isRefused(copy) ? 1 : 0;
        }
        assertThat(noticed).isGreaterThan(3);
    }

    @Test
    void missingOrWrongNamingFilesAreNoticed() throws IOException {
        Path withoutCurrent = copy();
        Files.delete(withoutCurrent.resolve("CURRENT"));
        assertThatExceptionOfType(StoreDamagedException.class)
                .isThrownBy(() -> readAll(withoutCurrent))
                .withMessageContaining("Cannot open store 's'")
                .withMessageContaining("CURRENT")
                .withMessageContaining("restore the store from its changelog");
        Path withoutManifest = copy();
        Files.delete(files(withoutManifest, "MANIFEST").get(0));
        assertThat(isRefused(withoutManifest)).isTrue();
        Path emptyCurrent = copy();
        truncate(emptyCurrent.resolve("CURRENT"), 0);
        assertThat(isRefused(emptyCurrent)).isTrue();
        Path wrongCurrent = copy();
        flipBit(wrongCurrent.resolve("CURRENT"), 10);
        assertThat(isRefused(wrongCurrent)).isTrue();
    }

    @Test
    void damageThatWasReadIsFoundAgainByOpening() throws IOException {
        Path copy = copy();
        Path file = files(copy, ".sst").get(0);
        flipBit(file, Files.size(file) / 5);
        assertThat(isRefused(copy)).isTrue();
        assertThatExceptionOfType(StoreDamagedException.class)
                .isThrownBy(() -> RocksDbBytesStore.open("s", copy.toFile()));
    }

    @Test
    void aDamagedStoreCanBeDeletedAndBegunAnew() throws IOException {
        Path copy = copy();
        truncate(files(copy, ".sst").get(0), 10);
        assertThat(isRefused(copy)).isTrue();
        for (Path file : files(copy, "")) {
            Files.delete(file);
        }
        try (BytesStore store = RocksDbBytesStore.open("s", copy.toFile())) {
            for (int batch = 0; batch < 3; batch++) {
                history.applyTo(store, batch);
            }
            history.assertConsistent(store);
        }
    }

    private static void flipBit(Path file, long at) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[(int) at] ^= 0x10;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void truncate(Path file, long length) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, (int) length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

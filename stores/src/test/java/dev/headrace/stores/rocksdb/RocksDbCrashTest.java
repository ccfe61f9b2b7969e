package dev.headrace.stores.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.state.BytesStore;
import dev.headrace.state.StorePosition;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** After a crash the store opens at a position that was applied, not long ago, and holds exactly what belongs to it. */
class RocksDbCrashTest {

    private static final int ENTRIES_PER_BATCH = 500;

    @TempDir
    Path directory;

    private final History history = new History(11, 3_000, ENTRIES_PER_BATCH);

    /** The files of a store that lives, while none of its threads changes them, are those that a crash would leave. */
    @Test
    void filesOfALivingStoreHoldARecentPosition() throws IOException {
        Path living = directory.resolve("living");
        Random random = new Random(3);
        int copies = 0;
        try (RocksDbBytesStore store = RocksDbBytesStore.open("s", living.toFile())) {
            for (int batch = 0; batch < 120; batch++) {
                history.applyTo(store, batch);
                awaitQuiet(store);
                if (random.nextInt(6) == 0) {
                    Path copy = copy(living, directory.resolve("copy" + copies++));
                    assertRecent(copy, batch);
                }
            }
        }
        assertThat(copies).isGreaterThan(10);
    }

    private void assertRecent(Path copy, int lastBatch) {
        try (BytesStore reopened = RocksDbBytesStore.open("s", copy.toFile())) {
            history.assertConsistent(reopened);
            long batchesToReplay =
                    lastBatch + 1 - Math.max(0, reopened.position().next());
            assertThat(batchesToReplay * ENTRIES_PER_BATCH).isBetween(0L, 4096L);
            for (long batch = Math.max(0, reopened.position().next()); batch <= lastBatch; batch++) {
                history.applyTo(reopened, batch);
            }
            assertThat(reopened.position()).isEqualTo(History.positionAfter(lastBatch));
            history.assertConsistent(reopened);
        }
    }

    @Test
    void aMinuteOfCommitsIsFlushedHoweverFew() throws IOException {
        Path living = directory.resolve("living");
        try (RocksDbBytesStore store = RocksDbBytesStore.open("s", living.toFile())) {
            store.apply(history.batch(0), new StorePosition(1, 1_000_000));
            store.apply(List.of(), new StorePosition(1, 1_059_999));
            awaitQuiet(store);
            assertThat(positionOfCopy(living, "before")).isEqualTo(StorePosition.NONE);
            store.apply(List.of(), new StorePosition(1, 1_060_000));
            awaitQuiet(store);
            assertThat(positionOfCopy(living, "after")).isEqualTo(new StorePosition(1, 1_060_000));
        }
    }

    private StorePosition positionOfCopy(Path living, String name) throws IOException {
        Path copy = copy(living, directory.resolve(name));
        try (BytesStore reopened = RocksDbBytesStore.open("s", copy.toFile())) {
            return reopened.position();
        }
    }

    /** Kills a process that applies batches as fast as it can, again and again, each time on what the last one left. */
    @Test
    @Timeout(120)
    void aKilledProcessLeavesAtLeastWhatItFlushed() throws Exception {
        Path shared = directory.resolve("shared");
        Random random = new Random(17);
        for (int kill = 0; kill < 4; kill++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            AppliesUntilKilled.class.getName(),
                            shared.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long flushed = -1;
            try (BufferedReader reports =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                int killAfter = 3 + random.nextInt(5);
                for (int report = 0; report < killAfter; report++) {
                    flushed = Long.parseLong(reports.readLine());
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            try (BytesStore reopened = RocksDbBytesStore.open("s", shared.toFile())) {
                history.assertConsistent(reopened);
                assertThat(reopened.position().next()).isGreaterThan(flushed);
            }
        }
    }

    /** Applies the batches that follow the store's position, flushes now and then, and reports what is flushed. */
    static final class AppliesUntilKilled {
        public static void main(String[] arguments) {
            History history = new History(11, 3_000, ENTRIES_PER_BATCH);
            BytesStore store = RocksDbBytesStore.open("s", new File(arguments[0]));
            for (long batch = Math.max(0, store.position().next()); ; batch++) {
                history.applyTo(store, batch);
                if (batch % 17 == 0) {
                    store.flush();
                    System.out.println(batch);
                }
            }
        }
    }

    private static void awaitQuiet(RocksDbBytesStore store) {
        while (isBusy(store)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isBusy(RocksDbBytesStore store) {
        return Stream.of(
                        "rocksdb.num-immutable-mem-table",
                        "rocksdb.num-running-flushes",
                        "rocksdb.num-running-compactions",
                        "rocksdb.compaction-pending")
                .anyMatch(property -> number(store, property) > 0);
    }

    private static long number(RocksDbBytesStore store, String property) {
        try {
            return store.database().getLongProperty(store.data(), property);
        } catch (RocksDBException e) {
            throw new AssertionError("Cannot read " + property, e);
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}

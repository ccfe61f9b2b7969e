package dev.headrace.testkit.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.LockException;
import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.StorePosition;
import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {

    private static final File DIRECTORY = new File("state", "counts");

    private final SimulatedDisk disk = new SimulatedDisk();

    private static void apply(BytesStore store, int value) {
        store.apply(
                List.of(new ChangelogEntry(
                        "k".getBytes(UTF_8), Integer.toString(value).getBytes(UTF_8), 0)),
                new StorePosition(value, 0));
    }

    private static int value(BytesStore store) {
        byte[] value = store.get("k".getBytes(UTF_8));
        int read = value == null ? 0 : Integer.parseInt(new String(value, UTF_8));
        assertThat(store.position().next()).as("bytes and position agree").isEqualTo(read);
        return read;
    }

    @Test
    void keepsEverythingOverACleanClose() {
        try (BytesStore store = disk.open("counts", DIRECTORY)) {
            apply(store, 1);
            apply(store, 2);
        }
        try (BytesStore again = disk.open("counts", DIRECTORY)) {
            assertThat(value(again)).isEqualTo(2);
        }
    }

    @Test
    void fallsBackToAnyBatchSinceTheFlushWhenTheProcessDies() {
        Set<Integer> seen = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            disk.wipe();
            BytesStore store = disk.open("counts", DIRECTORY);
            apply(store, 1);
            apply(store, 2);
            store.flush();
            apply(store, 3);
            apply(store, 4);
            disk.crash(new SplittableRandom(seed));
            try (BytesStore again = disk.open("counts", DIRECTORY)) {
                seen.add(value(again));
            }
        }
        assertThat(seen).containsExactly(2, 3, 4);
    }

    @Test
    void hearsNothingOfTheDead() {
        BytesStore dead = disk.open("counts", DIRECTORY);
        apply(dead, 1);
        dead.flush();
        disk.crash(new SplittableRandom(0));
        apply(dead, 2);
        dead.close();
        try (BytesStore again = disk.open("counts", DIRECTORY)) {
            assertThat(value(again)).isEqualTo(1);
            dead.close();
            apply(again, 3);
        }
        try (BytesStore again = disk.open("counts", DIRECTORY)) {
            assertThat(value(again)).isEqualTo(3);
        }
    }

    @Test
    void letsNobodyOpenTwice() {
        try (BytesStore store = disk.open("counts", DIRECTORY)) {
            assertThat(store.position()).isEqualTo(StorePosition.NONE);
            assertThatThrownBy(() -> disk.open("counts", DIRECTORY)).isInstanceOf(LockException.class);
        }
    }

    @Test
    void deletesWhatIsBelowADirectory() {
        try (BytesStore store = disk.open("counts", DIRECTORY)) {
            apply(store, 1);
        }
        disk.delete(new File("state", "count"));
        try (BytesStore kept = disk.open("counts", DIRECTORY)) {
            assertThat(value(kept)).isEqualTo(1);
        }
        disk.delete(new File("state"));
        try (BytesStore empty = disk.open("counts", DIRECTORY)) {
            assertThat(empty.position()).isEqualTo(StorePosition.NONE);
        }
    }
}

package dev.headrace.runtime.directory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that one partition of a store is made of.
 *
 * @param snapshot every entry as of its epoch; null where the deltas reach back to the beginning
 * @param deltas what later epochs changed, in their order
 */
record StoreState(String store, int partition, @Nullable StateFile snapshot, List<StateFile> deltas) {

    private static final long DELTA_BYTES_FREE = 64 * 1024;
    private static final int DELTAS_MAX = 24;

    StoreState {
        deltas = List.copyOf(deltas);
    }

    static StoreState empty(String store, int partition) {
        return new StoreState(store, partition, null, List.of());
    }

    StoreState with(StateFile delta) {
        List<StateFile> more = new ArrayList<>(deltas);
        more.add(delta);
        return new StoreState(store, partition, snapshot, more);
    }

    StoreState replacedBy(StateFile newSnapshot) {
        return new StoreState(store, partition, newSnapshot, List.of());
    }

    /** All files, the oldest first. */
    List<StateFile> files() {
        List<StateFile> files = new ArrayList<>();
        if (snapshot != null) {
            files.add(snapshot);
        }
        files.addAll(deltas);
        return files;
    }

    /** Whether reading the deltas costs more than reading a snapshot would: then they are to be merged into one. */
    boolean isFragmented() {
        long deltaBytes = deltas.stream().mapToLong(StateFile::bytes).sum();
        long whole = snapshot == null ? 0 : snapshot.bytes();
        return deltas.size() > DELTAS_MAX || deltaBytes > Math.max(DELTA_BYTES_FREE, whole);
    }
}

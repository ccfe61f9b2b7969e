package dev.headrace.testkit.simulation;

import dev.headrace.errors.LockException;
import dev.headrace.state.BytesStore;
import dev.headrace.state.StoreEnvironment.PersistentBytes;
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The local disk of one machine, in memory: where persistent stores keep their bytes instead of in RocksDB. It outlives the
 * process. When the process dies, each store falls back to some batch that it had applied, at or after the last that was
 * flushed, and each by itself, as with RocksDB without a write-ahead log.
 */
public final class SimulatedDisk implements PersistentBytes {

    private final Map<String, StoreOnDisk> stores = new TreeMap<>();
    private DiskProbe probe = DiskProbe.NONE;

    /** From now on tells {@code newProbe} of every write. */
    public void use(DiskProbe newProbe) {
        probe = newProbe;
    }

    @Override
    public BytesStore open(String storeName, File directory) {
        StoreOnDisk store = stores.computeIfAbsent(directory.getPath(), path -> new StoreOnDisk(storeName));
        if (store.isOpen()) {
            throw new LockException("Cannot open " + directory + ": it is open");
        }
        return store.open(this);
    }

    @Override
    public void delete(File directory) {
        String below = directory.getPath() + File.separator;
        stores.keySet().removeIf(path -> path.equals(directory.getPath()) || path.startsWith(below));
    }

    /**
     * The process that had stores open is dead: what it had not flushed is lost from some batch on, which {@code random}
     * chooses for each store. What the dead process still does to its stores has no effect.
     */
    public void crash(RandomGenerator random) {
        stores.values().forEach(store -> store.crash(random));
    }

    /** The disk is gone with everything on it. */
    public void wipe() {
        stores.values().forEach(StoreOnDisk::abandon);
        stores.clear();
    }

    DiskProbe probe() {
        return probe;
    }
}

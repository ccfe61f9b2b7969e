package dev.headrace.stores.rocksdb;

import dev.headrace.errors.ProcessorStateException;
import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.StorePosition;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes in one RocksDB instance. Entries and position lie in a column family each; both are written by one batch and
 * reach files by one atomic flush, so without a write-ahead log the files always hold all batches up to some position.
 *
 * <p>The owner reads and writes; snapshots, and iterators over them, are for any thread. Whatever else touches native
 * memory holds the shared side of a lock whose exclusive side {@link #close} takes, after which it is refused.
 */
public final class RocksDbBytesStore implements BytesStore {

    private static final Logger LOG = LoggerFactory.getLogger(RocksDbBytesStore.class);
    private static final byte[] POSITION_FAMILY = "position".getBytes(StandardCharsets.UTF_8);
    private static final byte[] POSITION_KEY = {};
    private static final byte POSITION_FORMAT = 1;

    private final Place place;
    private final Settings settings;
    private final RocksDB database;
    private final ColumnFamilyHandle data;
    private final ColumnFamilyHandle positions;
    private final FlushPolicy flushPolicy;
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    private final Set<RocksDbRange> openRanges = ConcurrentHashMap.newKeySet();
    private final Set<RocksDbSnapshot> openSnapshots = ConcurrentHashMap.newKeySet();
    private volatile StorePosition position;
    private volatile boolean closed;

    private RocksDbBytesStore(Place place, Settings settings, RocksDB database, List<ColumnFamilyHandle> families)
            throws RocksDBException {
        this.place = place;
        this.settings = settings;
        this.database = database;
        this.data = families.get(0);
        this.positions = families.get(1);
        this.position = readPosition();
        this.flushPolicy = new FlushPolicy(estimatedKeys());
    }

    /**
     * Opens or creates the bytes of a store.
     *
     * @param directory holds the files of this store and nothing else
     * @throws dev.headrace.errors.StoreDamagedException if files are missing or damaged
     * @throws ProcessorStateException if the store cannot be opened for another reason, such as being open already
     */
    public static RocksDbBytesStore open(String storeName, File directory) {
        return open(storeName, directory, SharedMemory.instance());
    }

    static RocksDbBytesStore open(String storeName, File directory, SharedMemory memory) {
        Place place = new Place(storeName, directory);
        place.createDirectory();
        boolean create = !place.hasFiles();
        if (!create && !place.isComplete()) {
            throw place.damaged("there are files of a store, but none named CURRENT");
        }
        if (place.isMarked()) {
            throw place.damaged("damage was found when it was last read, and still lies");
        }
        Settings settings = new Settings(memory, create);
        List<ColumnFamilyHandle> families = new ArrayList<>();
        RocksDB database = null;
        try {
            database = RocksDB.open(
                    settings.database(),
                    directory.getAbsolutePath(),
                    List.of(
                            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings.data()),
                            new ColumnFamilyDescriptor(POSITION_FAMILY, settings.positions())),
                    families);
            return new RocksDbBytesStore(place, settings, database, families);
        } catch (RocksDBException e) {
            release(settings, database, families);
            throw create ? place.failure("create", e) : place.failureToOpen(e);
        } catch (RuntimeException e) {
            release(settings, database, families);
            throw e;
        }
    }

    private static void release(Settings settings, @Nullable RocksDB database, List<ColumnFamilyHandle> families) {
        families.forEach(ColumnFamilyHandle::close);
        if (database != null) {
            database.close();
        }
        settings.close();
    }

    private StorePosition readPosition() throws RocksDBException {
        byte[] written = database.get(positions, settings.read(), POSITION_KEY);
        if (written != null) {
            return decode(written);
        }
        try (KeyValueIterator<Bytes, byte[]> any = range(null, null, true)) {
            if (any.hasNext()) {
                throw place.damaged("there are entries, but no position that they reach");
            }
        }
        return StorePosition.NONE;
    }

    private StorePosition decode(byte[] written) {
        ByteBuffer buffer = ByteBuffer.wrap(written);
        if (written.length != encode(StorePosition.NONE).length || buffer.get() != POSITION_FORMAT) {
            throw place.damaged("the position is not in a form that this version knows");
        }
        return new StorePosition(buffer.getLong(), buffer.getLong());
    }

    private static byte[] encode(StorePosition position) {
        return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(POSITION_FORMAT)
                .putLong(position.next())
                .putLong(position.committedAtMs())
                .array();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        requireOpen();
        return get(settings.read(), key);
    }

    /** The library does not check: a call after the close would end the process. */
    private void requireOpen() {
        if (closed) {
            throw place.closed();
        }
    }

    private byte @Nullable [] get(ReadOptions options, byte[] key) {
        try {
            return database.get(data, options, key);
        } catch (RocksDBException e) {
            throw place.failure("read", e);
        }
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean forward) {
        requireOpen();
        return RocksDbRange.open(this, new ReadOptions(settings.read()), from, to, forward);
    }

    @Override
    public void apply(List<ChangelogEntry> entries, StorePosition position) {
        requireOpen();
        byte[] image = BatchImage.of(entries, positions.getID(), POSITION_KEY, encode(position));
        try (WriteBatch batch = new WriteBatch(image)) {
            database.write(settings.write(), batch);
            this.position = position;
            flushPolicy.applied(entries.size(), position.committedAtMs());
            if (flushPolicy.isDue(position.committedAtMs()) && !isFlushing()) {
                database.flush(settings.flushInBackground(), List.of(data, positions));
                flushPolicy.flushed(estimatedKeys());
            }
        } catch (RocksDBException e) {
            throw place.failure("write to", e);
        }
    }

    /** A second flush would wait for the first. */
    private boolean isFlushing() throws RocksDBException {
        return database.getLongProperty(data, "rocksdb.num-immutable-mem-table") > 0
                || database.getLongProperty(positions, "rocksdb.num-immutable-mem-table") > 0;
    }

    private long estimatedKeys() throws RocksDBException {
        return database.getLongProperty(data, "rocksdb.estimate-num-keys");
    }

    @Override
    public StorePosition position() {
        return position;
    }

    @Override
    public BytesStore.Snapshot snapshot() {
        lifetime.readLock().lock();
        try {
            requireOpen();
            RocksDbSnapshot snapshot = new RocksDbSnapshot(new ReadOptions(settings.read()), database.getSnapshot());
            openSnapshots.add(snapshot);
            return snapshot;
        } finally {
            lifetime.readLock().unlock();
        }
    }

    @Override
    public long approximateEntries() {
        requireOpen();
        try {
            return estimatedKeys();
        } catch (RocksDBException e) {
            throw place.failure("read", e);
        }
    }

    /** Waits until what was applied is in files. May be called by any thread. */
    @Override
    public void flush() {
        lifetime.readLock().lock();
        try {
            requireOpen();
            database.flush(settings.flushAndWait(), List.of(data, positions));
        } catch (RocksDBException e) {
            throw place.failure("flush", e);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            flushBeforeClosing();
            List.copyOf(openRanges).forEach(RocksDbRange::close);
            List.copyOf(openSnapshots).forEach(RocksDbSnapshot::close);
            closed = true;
            release(settings, database, List.of(data, positions));
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    /** What a failed flush leaves out of the files is taken from the changelog again. */
    private void flushBeforeClosing() {
        try {
            database.flush(settings.flushAndWait(), List.of(data, positions));
        } catch (RocksDBException e) {
            LOG.warn("Store '{}' is closed at an older position: its flush failed", place.store(), e);
        }
    }

    RocksDB database() {
        return database;
    }

    ColumnFamilyHandle data() {
        return data;
    }

    Place place() {
        return place;
    }

    ReadWriteLock lifetime() {
        return lifetime;
    }

    Set<RocksDbRange> openRanges() {
        return openRanges;
    }

    /** The database as it was when the snapshot was taken. */
    private final class RocksDbSnapshot implements BytesStore.Snapshot {
        private final ReadOptions options;
        private final org.rocksdb.Snapshot snapshot;

        RocksDbSnapshot(ReadOptions options, org.rocksdb.Snapshot snapshot) {
            this.options = options.setSnapshot(snapshot);
            this.snapshot = snapshot;
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            lifetime.readLock().lock();
            try {
                requireTaken();
                return RocksDbBytesStore.this.get(options, key);
            } finally {
                lifetime.readLock().unlock();
            }
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean forward) {
            lifetime.readLock().lock();
            try {
                requireTaken();
                return RocksDbRange.open(RocksDbBytesStore.this, new ReadOptions(options), from, to, forward);
            } finally {
                lifetime.readLock().unlock();
            }
        }

        @Override
        public long approximateEntries() {
            lifetime.readLock().lock();
            try {
                requireTaken();
                return RocksDbBytesStore.this.approximateEntries();
            } finally {
                lifetime.readLock().unlock();
            }
        }

        private void requireTaken() {
            if (closed || !openSnapshots.contains(this)) {
                throw place.closed();
            }
        }

        @Override
        public void close() {
            lifetime.readLock().lock();
            try {
                if (openSnapshots.remove(this)) {
                    options.close();
                    database.releaseSnapshot(snapshot);
                    snapshot.close();
                }
            } finally {
                lifetime.readLock().unlock();
            }
        }
    }
}

package dev.headrace.stores.rocksdb;

import java.util.ArrayDeque;
import java.util.Deque;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.ReadOptions;
import org.rocksdb.WriteOptions;

/** The native options of one store; they live as long as it is open. */
final class Settings implements AutoCloseable {

    private static final long WRITE_BUFFER_BYTES = 16L << 20;
    private static final long POSITION_WRITE_BUFFER_BYTES = 1L << 20;
    private static final long BLOCK_BYTES = 8L << 10;
    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final double MEMTABLE_BLOOM_SHARE = 0.02;

    private final Deque<AutoCloseable> natives = new ArrayDeque<>();
    private final DBOptions database;
    private final ColumnFamilyOptions data;
    private final ColumnFamilyOptions positions;
    private final WriteOptions write;
    private final ReadOptions read;
    private final FlushOptions flushAndWait;
    private final FlushOptions flushInBackground;

    Settings(SharedMemory memory, boolean create) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(memory.cache())
                .setBlockSize(BLOCK_BYTES)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFilterPolicy(held(new BloomFilter(BLOOM_BITS_PER_KEY)));
        database = held(new DBOptions())
                .setCreateIfMissing(create)
                .setCreateMissingColumnFamilies(create)
                .setAtomicFlush(true)
                .setParanoidChecks(true)
                .setOpenFilesAsync(false)
                .setWriteBufferManager(memory.writeBuffers())
                .setMaxBackgroundJobs(1 + Runtime.getRuntime().availableProcessors())
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
        data = held(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setForceConsistencyChecks(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(3)
                .setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM_SHARE)
                .setMemtableWholeKeyFiltering(true)
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setCompressionType(CompressionType.LZ4_COMPRESSION);
        positions = held(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setForceConsistencyChecks(true)
                .setWriteBufferSize(POSITION_WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(3)
                .setCompressionType(CompressionType.NO_COMPRESSION);
        write = held(new WriteOptions()).setDisableWAL(true);
        read = held(new ReadOptions()).setVerifyChecksums(true);
        flushAndWait = held(new FlushOptions()).setWaitForFlush(true);
        flushInBackground = held(new FlushOptions()).setWaitForFlush(false);
    }

    private <T extends AutoCloseable> T held(T option) {
        natives.push(option);
        return option;
    }

    DBOptions database() {
        return database;
    }

    /** For the column family of the entries. */
    ColumnFamilyOptions data() {
        return data;
    }

    /** For the column family of the position. */
    ColumnFamilyOptions positions() {
        return positions;
    }

    WriteOptions write() {
        return write;
    }

    ReadOptions read() {
        return read;
    }

    FlushOptions flushAndWait() {
        return flushAndWait;
    }

    FlushOptions flushInBackground() {
        return flushInBackground;
    }

    @Override
    public void close() {
        natives.forEach(Settings::close);
    }

    private static void close(AutoCloseable option) {
        try {
            option.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot release a native option", e);
        }
    }
}

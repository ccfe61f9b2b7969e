package dev.headrace.stores.rocksdb;

/**
 * Decides when what was applied is written to files, so that a store reopened after a crash has a bounded number of
 * entries to take from its changelog again: at most a twentieth of its keys (or a few thousand), and nothing older than a
 * minute. Time is that of the commits.
 */
final class FlushPolicy {

    private static final long ENTRIES_MIN = 4096;
    private static final long SHARE_OF_KEYS = 20;
    private static final long AGE_MAX_MS = 60_000;

    private long entriesMax;
    private long appliedSinceFlush;
    private long oldestUnflushedMs;
    private boolean unflushed;

    /** A policy for a store that holds about {@code keys} keys, all of them flushed. */
    FlushPolicy(long keys) {
        flushed(keys);
    }

    /** Notes a batch of {@code entries} that a commit made at {@code committedAtMs}. */
    void applied(int entries, long committedAtMs) {
        if (!unflushed) {
            unflushed = true;
            oldestUnflushedMs = committedAtMs;
        }
        appliedSinceFlush += entries;
    }

    /** Whether a commit at {@code committedAtMs} leaves too much unflushed. */
    boolean isDue(long committedAtMs) {
        return unflushed && (appliedSinceFlush > entriesMax || committedAtMs - oldestUnflushedMs >= AGE_MAX_MS);
    }

    /** Notes that all that was applied is on its way into files, of about {@code keys} keys. */
    void flushed(long keys) {
        entriesMax = Math.max(ENTRIES_MIN, keys / SHARE_OF_KEYS);
        appliedSinceFlush = 0;
        unflushed = false;
    }
}

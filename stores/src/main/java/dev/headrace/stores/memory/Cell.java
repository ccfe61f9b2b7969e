package dev.headrace.stores.memory;

import org.jspecify.annotations.Nullable;

/** A key with the versions of its value that somebody may still read. One thread writes, any may read. */
final class Cell extends Key {

    private volatile Version newest;

    /** Whether the writer will look for versions that nobody reads any more. */
    boolean queued;

    Cell(byte[] key, byte[] value, long batch) {
        super(key);
        this.newest = new Version(value, batch, null);
    }

    byte @Nullable [] newestValue() {
        return newest.value;
    }

    long newestBatch() {
        return newest.batch;
    }

    boolean isLayered() {
        return newest.older != null;
    }

    /** The value as of a batch. */
    byte @Nullable [] valueAt(long batch) {
        Version version = newest.at(batch);
        return version == null ? null : version.value;
    }

    /**
     * Puts a version on top, null where the key is removed.
     *
     * @param pinnedNewestFirst the batches that somebody reads: of the older versions only what these see is kept
     */
    void write(byte @Nullable [] value, long batch, long[] pinnedNewestFirst) {
        newest = new Version(value, batch, neededBy(pinnedNewestFirst));
    }

    private @Nullable Version neededBy(long[] pinnedNewestFirst) {
        Version chain = null;
        Version last = null;
        for (long pinned : pinnedNewestFirst) {
            Version version = newest.at(pinned);
            if (version == null) {
                break;
            }
            if (last == null) {
                chain = version;
            } else if (last != version) {
                last.older = version;
            }
            last = version;
        }
        if (last != null) {
            last.older = null;
        }
        return chain;
    }

    void dropOlder() {
        newest.older = null;
    }

    /** A value, or null where the key was removed, as of one batch. */
    private static final class Version {
        final byte @Nullable [] value;
        final long batch;
        volatile @Nullable Version older;

        Version(byte @Nullable [] value, long batch, @Nullable Version older) {
            this.value = value;
            this.batch = batch;
            this.older = older;
        }

        @Nullable
        Version at(long batch) {
            Version version = this;
            while (version != null && version.batch > batch) {
                version = version.older;
            }
            return version;
        }
    }
}

package dev.headrace.source;

/** How much an epoch may read from one partition of a source. */
public sealed interface ReadLimit {

    /** Everything there is; limits that the source itself was given are ignored. */
    static ReadLimit all() {
        return All.INSTANCE;
    }

    /** As much as the limits that the source itself was given allow. */
    static ReadLimit configured() {
        return Configured.INSTANCE;
    }

    /** As {@link #configured}, and about {@code recordsMax} records at most. */
    static ReadLimit records(long recordsMax) {
        return new Records(recordsMax);
    }

    /** Everything there is; limits that the source itself was given are ignored. */
    enum All implements ReadLimit {
        INSTANCE
    }

    /** As much as the limits that the source itself was given allow. */
    enum Configured implements ReadLimit {
        INSTANCE
    }

    /**
     * As much as the limits of the source allow, and about {@code recordsMax} records at most. A source that cannot count
     * without reading may exceed it by as little as it can, and where there is anything to read it allows something.
     */
    record Records(long recordsMax) implements ReadLimit {

        public Records {
            if (recordsMax < 1) {
                throw new IllegalArgumentException(
                        "Cannot limit reading to " + recordsMax + " records: allow 1 at least");
            }
        }
    }
}

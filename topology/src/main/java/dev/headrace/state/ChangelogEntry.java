package dev.headrace.state;

import org.jspecify.annotations.Nullable;

/** One change of one key of a store, as the changelog holds it: the only thing that changes a store. */
public final class ChangelogEntry {

    private final byte[] key;
    private final byte @Nullable [] value;
    private final long timestampMs;

    /**
     * A change.
     *
     * @param key the serialized key
     * @param value the serialized value, or null where the key was removed
     * @param timestampMs the timestamp that belongs to the value, in milliseconds since 1970
     */
    public ChangelogEntry(byte[] key, byte @Nullable [] value, long timestampMs) {
        this.key = key;
        this.value = value;
        this.timestampMs = timestampMs;
    }

    /** The serialized key; shared, not to be written to. */
    public byte[] key() {
        return key;
    }

    /** The serialized value, or null where the key was removed; shared, not to be written to. */
    public byte @Nullable [] value() {
        return value;
    }

    /** The timestamp that belongs to the value, in milliseconds since 1970. */
    public long timestampMs() {
        return timestampMs;
    }
}

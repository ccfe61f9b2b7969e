package dev.headrace.testkit.simulation.broker;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record on its way to a log: everything but its offset. */
public final class NewRecord {

    private final long timestampMs;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Header[] headers;

    /** Takes the arrays as they are; they must not change afterwards. */
    public NewRecord(long timestampMs, byte @Nullable [] key, byte @Nullable [] value, Header[] headers) {
        this.timestampMs = timestampMs;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    /** Milliseconds since 1970, as the producer gave it. */
    public long timestampMs() {
        return timestampMs;
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    Header[] headers() {
        return headers;
    }
}

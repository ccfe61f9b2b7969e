package dev.headrace.runtime.task;

/** The maximum of the timestamps seen. */
final class StreamTime implements EventClock {

    private long streamTimeMs = UNKNOWN;

    @Override
    public long streamTimeMs() {
        return streamTimeMs;
    }

    @Override
    public void observe(long timestampMs) {
        if (timestampMs > streamTimeMs) {
            streamTimeMs = timestampMs;
        }
    }

    @Override
    public void reset(long streamTimeMs) {
        this.streamTimeMs = streamTimeMs;
    }
}

package dev.headrace.sink;

import java.io.IOException;
import java.util.Optional;

/**
 * Where records go. It describes; its {@link SinkWriter}s write, one per task or one per query.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface Sink<K, V> {

    /** What is written where, in a few words for people: no secrets. */
    String describe();

    /** How many writers there are. */
    default SinkPlacement placement() {
        return SinkPlacement.PER_TASK;
    }

    /**
     * Why a query under a continuous trigger, which plans no ends, cannot write to this, and what to do, in sentences that end
     * the refusal; empty where it can.
     */
    default Optional<String> whyNotContinuous() {
        return Optional.empty();
    }

    /** How often a query commits for its sake while it runs continuously; empty for as often as the query likes. */
    default Optional<CommitPace> pace() {
        return Optional.empty();
    }

    /**
     * The writer of one task. The caller publishes what is committed, calls {@link SinkWriter#sweep}, and only then writes.
     * It closes the writer.
     */
    SinkWriter<K, V> writer(SinkContext context) throws IOException;
}

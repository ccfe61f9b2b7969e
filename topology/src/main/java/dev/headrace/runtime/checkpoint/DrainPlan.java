package dev.headrace.runtime.checkpoint;

import java.util.Map;
import java.util.UUID;

/**
 * Where a task under {@code once} or {@code availableNow} stops to read.
 *
 * @param runId of the start that froze the ends
 * @param ends the frozen end of each external input, by topic-partition or source name
 * @param done whether the task has reached all its ends, those of internal inputs included
 */
public record DrainPlan(UUID runId, Map<String, String> ends, boolean done) {

    /** Copies the ends. */
    public DrainPlan {
        ends = Ordered.copyOf(ends);
    }

    /** This plan, fulfilled. */
    public DrainPlan fulfilled() {
        return new DrainPlan(runId, ends, true);
    }
}

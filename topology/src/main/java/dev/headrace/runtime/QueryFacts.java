package dev.headrace.runtime;

import dev.headrace.port.WallClock;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.topology.TopologyPlan;
import java.util.List;
import java.util.UUID;

/**
 * What a running query tells of itself, whatever its commit log.
 *
 * @param title names its threads and metrics
 * @param queryId its identity, which outlives restarts
 * @param runId of this start
 * @param epochsAreTheQuerys whether all tasks commit the same epochs, so that their numbers are those of the query
 * @param warnings what weakens the guarantee or has no effect, a sentence each with what to do
 */
public record QueryFacts(
        String title,
        UUID queryId,
        UUID runId,
        TopologyPlan plan,
        QueryOptions options,
        WallClock clock,
        boolean epochsAreTheQuerys,
        List<String> warnings) {

    public QueryFacts {
        warnings = List.copyOf(warnings);
    }
}

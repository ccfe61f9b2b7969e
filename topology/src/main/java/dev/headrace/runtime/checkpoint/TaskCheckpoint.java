package dev.headrace.runtime.checkpoint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one task has committed.
 *
 * @param token names the commit
 * @param positions where each input stands, by topic-partition or source name, as its source writes positions
 * @param partitionTimesMs the time of each input, by the same names; milliseconds since 1970
 * @param streamTimeMs the time of the task; milliseconds since 1970 or {@link #NO_TIME_MS}
 * @param watermarkMs the watermark that holds in the next epoch; milliseconds since 1970 or {@link #NO_TIME_MS}
 * @param changelogs where each store's changelog ended for the commit before, by store: what recovery must find at least
 * @param drainPlan where a query that ends by itself stops to read, or null under other triggers
 * @param committedAtMs when the commit was made; milliseconds since 1970
 */
public record TaskCheckpoint(
        CommitToken token,
        Map<String, String> positions,
        Map<String, Long> partitionTimesMs,
        long streamTimeMs,
        long watermarkMs,
        Map<String, Long> changelogs,
        @Nullable DrainPlan drainPlan,
        long committedAtMs)
        implements Checkpoint {

    /** Stands for a time that is not known yet. */
    public static final long NO_TIME_MS = Long.MIN_VALUE;

    /** Copies the maps. */
    public TaskCheckpoint {
        positions = Ordered.copyOf(positions);
        partitionTimesMs = Ordered.copyOf(partitionTimesMs);
        changelogs = Ordered.copyOf(changelogs);
    }
}

package dev.headrace.runtime.checkpoint;

import java.util.Map;
import java.util.UUID;

/**
 * The query as a whole, written at its first start.
 *
 * @param queryId its identity across restarts
 * @param createdAtMs when it was first started; milliseconds since 1970
 * @param stagingIds what the token file in the staging directory of each sink says, by the sink's name
 * @param topicIds the ids of the topics that it reads, by topic, so that a topic made anew is noticed
 */
public record QueryCheckpoint(
        UUID queryId, long createdAtMs, Map<String, String> stagingIds, Map<String, String> topicIds)
        implements Checkpoint {

    /** Copies the maps. */
    public QueryCheckpoint {
        stagingIds = Ordered.copyOf(stagingIds);
        topicIds = Ordered.copyOf(topicIds);
    }
}

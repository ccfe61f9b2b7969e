package dev.headrace.stores.changelog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The settings of a changelog topic. */
public final class ChangelogTopic {

    /**
     * A store that was away longer than half of this cannot know which removals it missed, and is rebuilt; a week lets
     * one come back after a long weekend.
     */
    private static final Duration TOMBSTONES_KEPT = Duration.ofDays(7);

    /** The newest segment is never compacted, so a restore reads all of it. */
    private static final int SEGMENT_BYTES = 64 << 20;

    private ChangelogTopic() {}

    /** The settings of a topic that keeps the last change of each key, with those of {@code overrides} in their place. */
    public static Map<String, String> lastChangePerKey(Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                Long.toString(TOMBSTONES_KEPT.toMillis()),
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(SEGMENT_BYTES),
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "CreateTime"));
        settings.putAll(overrides);
        return Map.copyOf(settings);
    }
}

package dev.headrace.runtime.restore;

import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.sink.Receipt;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A task that may run.
 *
 * @param checkpoint its last commit, null if it never committed
 * @param receipts what its sinks staged and nobody is known to have published, by sink
 * @param groupOffsets what the consumer group says of its inputs; partitions without a committed offset are left out
 * @param recordsRestored how many records came from changelogs
 */
public record Recovered(
        TaskKey task,
        @Nullable TaskCheckpoint checkpoint,
        Map<String, List<Receipt>> receipts,
        Map<TopicPartition, Long> groupOffsets,
        long recordsRestored) {}

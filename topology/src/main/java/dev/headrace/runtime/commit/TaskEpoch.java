package dev.headrace.runtime.commit;

import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.runtime.checkpoint.TaskKey;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * One task's share of an epoch.
 *
 * @param checkpoint the durable record of the task after this epoch, with the token of this commit
 * @param offsets next offsets of all the Kafka partitions that the task reads, moved or not
 * @param changes what each of its stores changed
 * @param outputs what each of its sinks staged
 * @param proposals what its operators proposed as watermark, by their names
 */
public record TaskEpoch(
        TaskKey task,
        TaskCheckpoint checkpoint,
        Map<TopicPartition, Long> offsets,
        List<StoreChanges> changes,
        List<StagedOutput> outputs,
        Map<String, Long> proposals) {}

package dev.headrace.runtime.restore;

import dev.headrace.runtime.checkpoint.TaskKey;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A task that is to be recovered.
 *
 * @param inputs the topic partitions that it reads
 * @param stores its changelogged stores
 */
public record RecoveryRequest(TaskKey task, Set<TopicPartition> inputs, List<RestorableStore> stores) {

    public RecoveryRequest {
        inputs = Set.copyOf(inputs);
        stores = List.copyOf(stores);
    }
}

package dev.headrace.runtime.commit;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What one commit makes durable: the share of every task that the worker owns.
 *
 * @param tasks one share for each task, moved or not, so that the commit fences all their inputs
 * @param group the worker's membership as it was when the commit began, which fences a worker that lost its tasks; null
 *     where no input belongs to a group and a fixed transactional id fences instead
 */
public record Epoch(List<TaskEpoch> tasks, @Nullable ConsumerGroupMetadata group) {

    public Epoch {
        tasks = List.copyOf(tasks);
    }
}

package dev.headrace.streaming;

import dev.headrace.common.TaskId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** One task of a worker, as of the moment it was asked for. */
public interface TaskMetadata {

    /** The task, for display. */
    TaskId taskId();

    /** The partitions that it reads. */
    Set<TopicPartition> topicPartitions();

    /** The committed offset of each partition. */
    Map<TopicPartition, Long> committedOffsets();

    /** The end of each partition when it was last heard of. */
    Map<TopicPartition, Long> endOffsets();

    /** Since when it waits for records of an empty partition, in milliseconds since 1970; empty while it does not. */
    Optional<Long> timeCurrentIdlingStarted();
}

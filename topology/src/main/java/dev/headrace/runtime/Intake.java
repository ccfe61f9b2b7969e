package dev.headrace.runtime;

import dev.headrace.runtime.task.TopicInput;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where the topics that a worker's tasks read come from. One thread uses it. */
interface Intake extends AutoCloseable {

    /** Asks for the partitions of {@code topics}; {@code members} hears of those that come and go, within {@link #poll} at the latest. */
    void subscribe(Collection<String> topics, Membership members);

    /** Hears of partitions that come and go. */
    interface Membership {

        /** These are now owned. */
        void assigned(Set<TopicPartition> partitions);

        /** These are to be given up; what was done with them may still be committed before this returns. */
        void revoked(Set<TopicPartition> partitions);

        /** These were taken away: others may already own them. */
        void lost(Set<TopicPartition> partitions);
    }

    /** Fetches into the inputs that were begun; returns how many records came. */
    int poll(Duration budget);

    /** Hands what this worker's tasks sent to one another to those who read it. */
    default void deliver() {}

    /** Begins to feed {@code input} from its next offset. */
    void begin(TopicInput input);

    /** Feeds these partitions no more. */
    void forget(Collection<TopicPartition> partitions);

    /** Stops feeding partitions that stay owned, and drops what was on its way. */
    void hold(Collection<TopicPartition> partitions);

    /** The membership that fences a commit; null where there is no group. */
    @Nullable
    ConsumerGroupMetadata membership();

    /** Where these partitions end. */
    Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions);

    /** Leaves, so that others take over at once. */
    @Override
    void close();

    /** Goes away as if it had crashed. */
    void abandon();
}

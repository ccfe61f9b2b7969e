package dev.headrace.testkit.simulation;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Calls the user's listener and keeps the first exception, so that a rebalance gets to its end before it is thrown. */
final class RebalanceCallbacks {

    private final ConsumerAssignment assignment;
    private @Nullable Exception first;

    RebalanceCallbacks(ConsumerAssignment assignment) {
        this.assignment = assignment;
    }

    void revoked(Collection<TopicPartition> partitions) {
        ConsumerRebalanceListener listener = assignment.listener();
        if (listener != null) {
            call(() -> listener.onPartitionsRevoked(List.copyOf(partitions)));
        }
    }

    void assigned(Collection<TopicPartition> partitions) {
        ConsumerRebalanceListener listener = assignment.listener();
        if (listener != null) {
            call(() -> listener.onPartitionsAssigned(List.copyOf(partitions)));
        }
    }

    void lost(Collection<TopicPartition> partitions) {
        ConsumerRebalanceListener listener = assignment.listener();
        if (listener != null) {
            call(() -> listener.onPartitionsLost(List.copyOf(partitions)));
        }
    }

    void call(Runnable callback) {
        try {
            callback.run();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            first = first == null ? e : first;
        }
    }

    void throwFirst() {
        Exception thrown = first;
        first = null;
        if (thrown != null) {
            throw new KafkaException("User rebalance callback throws an error", thrown);
        }
    }

    /** As {@link #throwFirst}, but an exception of Kafka's own is thrown as it is. */
    void throwFirstAsIs() {
        if (first instanceof KafkaException kafkaException) {
            first = null;
            throw kafkaException;
        }
        throwFirst();
    }
}

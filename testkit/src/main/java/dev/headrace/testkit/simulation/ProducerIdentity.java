package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.ProducerStamp;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Who a producer is to the broker at the moment, and the next sequence number of each partition it writes to. */
final class ProducerIdentity {

    private final Map<TopicPartition, Integer> nextSequences = new HashMap<>();
    private ProducerStamp stamp = ProducerStamp.NONE;

    ProducerStamp stamp() {
        return stamp;
    }

    boolean isKnown() {
        return stamp.producerId() >= 0;
    }

    void become(ProducerStamp newStamp) {
        stamp = newStamp;
        nextSequences.clear();
    }

    /** Goes on under the next epoch, which only a producer without transactions may do on its own. */
    void bumpEpoch() {
        become(new ProducerStamp(null, stamp.producerId(), (short) (stamp.epoch() + 1)));
    }

    int nextSequence(TopicPartition partition) {
        return nextSequences.getOrDefault(partition, 0);
    }

    void written(TopicPartition partition, int count) {
        nextSequences.merge(partition, count, Integer::sum);
    }
}

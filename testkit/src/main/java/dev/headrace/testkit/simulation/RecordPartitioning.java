package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.Topic;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;

/** Chooses the partition of a record as the real producer does; records without a key go round. */
final class RecordPartitioning {

    private final ProducerSettings settings;
    private int next;

    RecordPartitioning(ProducerSettings settings) {
        this.settings = settings;
    }

    int partition(ProducerRecord<byte[], byte[]> record, Topic topic) {
        if (record.partition() != null) {
            return record.partition();
        }
        Partitioner partitioner = settings.partitioner();
        if (partitioner != null) {
            return custom(partitioner, record, topic);
        }
        byte[] key = record.key();
        if (key != null && !settings.ignoresKeys()) {
            return BuiltInPartitioner.partitionForKey(key, topic.partitionCount());
        }
        return Math.floorMod(next++, topic.partitionCount());
    }

    private static int custom(Partitioner partitioner, ProducerRecord<byte[], byte[]> record, Topic topic) {
        Cluster cluster = ClusterViews.of(topic);
        int chosen = partitioner.partition(
                record.topic(), record.key(), record.key(), record.value(), record.value(), cluster);
        if (chosen < 0) {
            throw new IllegalArgumentException("The partitioner generated an invalid partition number: " + chosen
                    + ". Partition number should always be non-negative.");
        }
        return chosen;
    }
}

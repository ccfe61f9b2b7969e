package dev.headrace.kafka;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where a task's records leave for Kafka. The commit owns what stands behind it: a transaction begins at the first send. */
public interface RecordSender {

    /**
     * Hands {@code record} over; it is on its way, not yet acknowledged. A failure to deliver it fails the commit.
     *
     * @param acknowledged called on a thread of the client, so it may do no more than note what it is told
     */
    void send(ProducerRecord<byte[], byte[]> record, Callback acknowledged);

    /** How many partitions {@code topic} has. */
    int partitionCount(String topic);
}

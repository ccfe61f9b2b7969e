package dev.headrace.kafka;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the Kafka clients through which the engine reaches a cluster, real or simulated. */
public interface KafkaClients {

    /** A consumer of raw bytes with this configuration. */
    Consumer<byte[], byte[]> consumer(Map<String, Object> config);

    /** A producer of raw bytes with this configuration. */
    Producer<byte[], byte[]> producer(Map<String, Object> config);

    /** An admin client with this configuration. */
    Admin admin(Map<String, Object> config);

    /** The clients of kafka-clients itself. */
    static KafkaClients real() {
        return RealKafkaClients.INSTANCE;
    }
}

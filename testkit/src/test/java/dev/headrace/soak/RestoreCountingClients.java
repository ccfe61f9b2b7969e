package dev.headrace.soak;

import dev.headrace.kafka.KafkaClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** Kafka's real clients; counts what is read from changelogs, whatever the engine says of it. */
final class RestoreCountingClients implements KafkaClients {

    private static final String CHANGELOG_SUFFIX = "-changelog";

    private final Restored restored;

    RestoreCountingClients(Restored restored) {
        this.restored = restored;
    }

    /** Told of every batch that is read from a changelog. */
    @FunctionalInterface
    interface Restored {
        void records(TopicPartition changelog, int count);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        Consumer<byte[], byte[]> real = KafkaClients.real().consumer(config);
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (result instanceof ConsumerRecords<?, ?> records) {
                            count(records);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void count(ConsumerRecords<?, ?> records) {
        for (TopicPartition partition : records.partitions()) {
            if (partition.topic().endsWith(CHANGELOG_SUFFIX)) {
                restored.records(partition, records.records(partition).size());
            }
        }
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> config) {
        return KafkaClients.real().producer(config);
    }

    @Override
    public Admin admin(Map<String, Object> config) {
        return KafkaClients.real().admin(config);
    }
}

package dev.headrace.kafkaquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.EmbeddedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to and reads from a broker. */
final class Cluster {

    private final EmbeddedBroker broker;

    Cluster(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /** Writes records {@code from} up to {@code to}, with keys {@code key-0 .. key-<keys>} in turn and values {@code v<i>}. */
    void produce(String topic, int from, int to, int keys) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = from; i < to; i++) {
                producer.send(new ProducerRecord<>(topic, "key-" + i % keys, "v" + i));
            }
        }
    }

    /** Initialises every transactional id that begins with {@code prefix}, which fences whoever has it. */
    void takeOverTransactionalIds(String prefix) throws Exception {
        Map<String, Object> bootstrap = Map.of("bootstrap.servers", broker.bootstrapServers());
        List<String> ids;
        try (Admin admin = Admin.create(bootstrap)) {
            ids = admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(prefix + "-"))
                    .toList();
        }
        assertThat(ids).isNotEmpty();
        for (String id : ids) {
            Map<String, Object> config = new HashMap<>(bootstrap);
            config.put("transactional.id", id);
            try (KafkaProducer<byte[], byte[]> rival =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
                rival.initTransactions();
            }
        }
    }

    /** Every committed record of a topic. */
    <V> List<ConsumerRecord<String, V>> committed(String topic, Deserializer<V> values) {
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                values)) {
            Set<TopicPartition> partitions = new HashSet<>();
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        return records;
    }

    /** How often each key stands in {@code records}, and its last value. */
    static Map<String, Long> last(List<ConsumerRecord<String, Long>> records) {
        Map<String, Long> last = new HashMap<>();
        records.forEach(record -> last.put(record.key(), record.value()));
        return last;
    }
}

package dev.headrace.examples.traffic;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.common.KeyValue;
import dev.headrace.files.OutputAudit;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.Trigger;
import dev.headrace.testkit.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One query over a real broker: records become rows, which go into Parquet files and, in groups, to a topic. */
@Timeout(120)
class RowsOfATopicTest {

    @TempDir
    Path directory;

    private final EmbeddedBroker broker = EmbeddedBroker.start();

    @BeforeEach
    void createTopics() {
        broker.createTopic("purchases", 2);
        broker.createTopic("revenue", 2);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void filesAndTopicHoldEachPurchaseOnceOverTwoRuns() throws Exception {
        for (int run = 1; run <= 2; run++) {
            produce(100);
            runToItsEnd();

            RowStream files = Rows.read().parquet(output());
            assertThat(files.count()).isEqualTo(run * 90L);
            assertThat(OutputAudit.of(output()).isExact()).isTrue();
            assertThat(revenue()).isEqualTo(bySource(files));
        }
    }

    private String output() {
        return directory.resolve("large").toString();
    }

    /** What {@code start} runs is all that was declared in the builder: the topic is written too. */
    private void runToItsEnd() throws InterruptedException {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, Purchase> purchases = builder.stream("purchases", Consumed.with(Serdes.String(), Serdes.Long()))
                .mapValues((source, price) -> new Purchase(source, price));
        RowStream large = Rows.of(purchases, Purchase.class).filter(col("price").geq(10));
        large.groupBy("source")
                .agg(sum("price").as("revenue"))
                .toKStream(builder, "revenue", OutputMode.UPDATE)
                .map((key, row) -> KeyValue.pair(row.getString("source"), row.getLong("revenue")))
                .to("revenue", Produced.with(Serdes.String(), Serdes.Long()));

        large.writeStream()
                .format("parquet")
                .trigger(Trigger.availableNow())
                .commitLog(CommitLog.kafka("rows-of-a-topic", broker.bootstrapServers()))
                .option("stateDir", directory.resolve("state"))
                .option("workers", 2)
                .start(output())
                .awaitTermination();
    }

    /** A purchase. */
    record Purchase(String source, long price) {}

    private void produce(int count) {
        try (KafkaProducer<String, Long> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new LongSerializer())) {
            LongStream.range(0, count)
                    .forEach(price -> producer.send(new ProducerRecord<>("purchases", "source-" + price % 4, price)));
        }
    }

    private static Map<String, Long> bySource(RowStream files) {
        Map<String, Long> revenue = new HashMap<>();
        for (Row row : files.groupBy("source").agg(sum("price").as("revenue")).collect()) {
            revenue.put(row.getString("source"), row.getLong("revenue"));
        }
        return revenue;
    }

    private Map<String, Long> revenue() {
        Map<String, Long> last = new HashMap<>();
        List<TopicPartition> partitions = List.of(new TopicPartition("revenue", 0), new TopicPartition("revenue", 1));
        try (KafkaConsumer<String, Long> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new LongDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<String, Long> record : consumer.poll(Duration.ofMillis(100))) {
                    last.put(record.key(), record.value());
                }
            }
        }
        return last;
    }
}

package dev.headrace.benchmarks.load;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings that all contestants share, so that they differ in nothing but themselves. */
public final class EqualSettings {

    /** Partitions of input, output and changelog. */
    public static final int PARTITIONS = 4;

    /** Threads that process; each has a consumer and a producer of its own. */
    public static final int THREADS = 2;

    /** The time between two commits. */
    public static final long COMMIT_INTERVAL_MS = 100;

    /** What the record caches of all stores may hold: more than all keys need, so that nothing is emitted early. */
    public static final long CACHE_BYTES = 64L << 20;

    private EqualSettings() {}

    /** Settings of the consumers by Kafka's names. */
    public static Map<String, Object> consumer() {
        return Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                50 << 20,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1 << 20,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1_000);
    }

    /** Settings of the producers by Kafka's names. */
    public static Map<String, Object> producer() {
        return Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                100,
                ProducerConfig.BATCH_SIZE_CONFIG,
                16 << 10,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                32L << 20,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "none");
    }
}

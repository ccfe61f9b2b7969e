package dev.headrace.benchmarks.load;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Fills a topic with events: zipf-distributed users as keys, values of about 100 bytes, every second one a purchase. */
public final class InputTopic {

    private static final int KEYS = 100_000;
    private static final String[] OTHER_EVENTS = {"main", "warranty", "add_item", "shipping"};
    private static final String FILLER =
            ",Chicago,IL,google,Android,standard queen pillow,1045.0,2,1,NEWBED10,1593879303631562";

    private InputTopic() {}

    /** Writes {@code records} events; the same for the same seed. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback notes failures
    public static void fill(String bootstrapServers, String topic, long records, long seed) {
        ZipfKeys keys = new ZipfKeys(KEYS, seed);
        SplittableRandom random = new SplittableRandom(seed + 1);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(bootstrapServers), new StringSerializer(), new StringSerializer())) {
            for (long number = 0; number < records; number++) {
                producer.send(new ProducerRecord<>(topic, keys.next(), event(number, random)), (sent, exception) -> {
                    if (exception != null) {
                        failure.set(exception);
                    }
                });
            }
        }
        Exception cause = failure.get();
        if (cause != null) {
            throw new KafkaException("Cannot fill " + topic + ": " + cause.getMessage(), cause);
        }
    }

    private static String event(long number, SplittableRandom random) {
        String name = random.nextBoolean() ? Purchases.PURCHASE : OTHER_EVENTS[random.nextInt(OTHER_EVENTS.length)];
        return name + ',' + (1_000_000_000L + number) + FILLER;
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        return settings;
    }
}

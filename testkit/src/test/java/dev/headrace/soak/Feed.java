package dev.headrace.soak;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes the input at an even rate, so that there is something to process whenever a process is killed. */
final class Feed implements AutoCloseable {

    private static final int TICK_MS = 20;

    private final KafkaProducer<String, String> producer;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final SplittableRandom random;
    private final int keys;
    private long sent;

    /** A feed of keys {@code 0 .. keys}, drawn from {@code random}. */
    Feed(String bootstrapServers, int keys, SplittableRandom random) {
        this.keys = keys;
        this.random = random;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 10),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Begins to write. */
    void start(int recordsPerSecond) {
        int perTick = Math.max(1, recordsPerSecond * TICK_MS / 1_000);
        var unused = ticks.scheduleAtFixedRate(() -> send(perTick), 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Writes the rest up to {@code total} at once, or nothing if there are as many already; returns how many there are. */
    long finish(long total) throws Exception {
        ticks.shutdown();
        if (!ticks.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The feed did not stop");
        }
        send((int) Math.max(0, total - sent));
        producer.flush();
        if (failure.get() != null) {
            throw failure.get();
        }
        return sent;
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            String key = Integer.toString(random.nextInt(keys));
            var unused = producer.send(new ProducerRecord<>(SoakTopology.IN, key, "record " + sent), (to, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
            });
            sent++;
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        producer.close();
    }
}

package dev.headrace.examples.traffic;

import dev.headrace.examples.shop.Event;
import dev.headrace.examples.shop.EventGenerator;
import dev.headrace.examples.shop.EventJson;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends events at a steady rate, on a thread of its own. */
final class EventProducer implements AutoCloseable {

    private static final long TICK_MS = 10;

    private final String topic;
    private final EventGenerator generator;
    private final int eventsPerSecond;
    private final KafkaProducer<String, Event> producer;
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "event-producer"));
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong purchases = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean isClosed;
    private long sent;
    private long startedNs;

    EventProducer(String bootstrapServers, String topic, EventGenerator generator, int eventsPerSecond) {
        this.topic = topic;
        this.generator = generator;
        this.eventsPerSecond = eventsPerSecond;
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 5),
                new StringSerializer(),
                new EventJson().serializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // sendDue notes its failures
    void start() {
        startedNs = System.nanoTime();
        ticks.scheduleAtFixedRate(this::sendDue, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Events that the broker has. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Purchases among {@link #acknowledged()}. */
    long purchases() {
        return purchases.get();
    }

    /**
     * Sends nothing more and waits until the broker has everything.
     *
     * @throws IllegalStateException if an event could not be sent
     */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        ticks.execute(producer::close);
        ticks.shutdown();
        try {
            ticks.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Exception cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("Cannot send all events to " + topic, cause);
        }
    }

    private void sendDue() {
        long due = (System.nanoTime() - startedNs) * eventsPerSecond / TimeUnit.SECONDS.toNanos(1);
        try {
            while (sent < due && !isClosed && failure.get() == null) {
                send(generator.next());
                sent++;
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback notes failures
    private void send(Event event) {
        producer.send(new ProducerRecord<>(topic, event.userId(), event), (sentTo, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
                return;
            }
            acknowledged.incrementAndGet();
            if (event.isPurchase()) {
                purchases.incrementAndGet();
            }
        });
    }
}

package dev.headrace.testkit.conformance;

import dev.headrace.testkit.EmbeddedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker. Readers are one per thread, since a consumer serves one thread only. */
final class RealCluster implements Cluster, AutoCloseable {

    private static final Set<TransactionState> BEING_DECIDED =
            EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private final EmbeddedBroker broker;
    private final Admin admin;
    private final List<Consumer<byte[], byte[]>> readers = new ArrayList<>();
    private final ThreadLocal<Consumer<byte[], byte[]>> committedReader =
            ThreadLocal.withInitial(() -> reader("read_committed"));
    private final ThreadLocal<Consumer<byte[], byte[]>> uncommittedReader =
            ThreadLocal.withInitial(() -> reader("read_uncommitted"));

    RealCluster() {
        this.broker = EmbeddedBroker.start(Map.of(
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", 20,
                "log.cleaner.backoff.ms", 20,
                "log.index.size.max.bytes", 65_536,
                "num.io.threads", 4,
                "num.network.threads", 3));
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    void createTopics(Collection<NewTopic> topics) {
        get(() -> admin.createTopics(topics).all().get());
    }

    private Consumer<byte[], byte[]> reader(String isolationLevel) {
        Consumer<byte[], byte[]> reader =
                consumer(Map.of("isolation.level", isolationLevel, "auto.offset.reset", "none"));
        synchronized (readers) {
            readers.add(reader);
        }
        return reader;
    }

    private Map<String, Object> connected(Map<String, Object> config) {
        Map<String, Object> connected = new HashMap<>(config);
        connected.put("bootstrap.servers", broker.bootstrapServers());
        connected.put("retry.backoff.ms", 5);
        connected.put("retry.backoff.max.ms", 20);
        return connected;
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> config) {
        return new KafkaProducer<>(connected(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        Map<String, Object> fast = connected(config);
        fast.put("fetch.max.wait.ms", 20);
        fast.put("heartbeat.interval.ms", 50);
        return new KafkaConsumer<>(fast, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> sharedReader(boolean readCommitted) {
        return (readCommitted ? committedReader : uncommittedReader).get();
    }

    @Override
    public Admin admin() {
        return admin;
    }

    @Override
    public Duration patience() {
        return Duration.ofMillis(25);
    }

    @Override
    public void awaitMarkers(Collection<String> transactionalIds) {
        for (String id : transactionalIds) {
            Waiting.until("the markers of " + id, () -> !BEING_DECIDED.contains(state(id)));
        }
    }

    @Override
    public void awaitTransactionTimeout(String transactionalId, Duration timeout) {
        Waiting.until("the timeout of " + transactionalId, () -> state(transactionalId) != TransactionState.ONGOING);
        awaitMarkers(List.of(transactionalId));
    }

    private TransactionState state(String transactionalId) {
        try {
            return admin.describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get()
                    .state();
        } catch (ExecutionException e) {
            return TransactionState.UNKNOWN;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean passPollInterval(String groupId, String clientId, Duration interval) {
        return Groups.isOut(admin, groupId, clientId);
    }

    @Override
    public void beforeImpatientCommit() {}

    @Override
    public boolean compact(TopicPartition partition) {
        return false;
    }

    @Override
    public long nowMs() {
        return System.currentTimeMillis();
    }

    private static <T> T get(Request<T> request) {
        try {
            return request.send();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Request<T> {
        T send() throws ExecutionException, InterruptedException;
    }

    @Override
    public void close() {
        readers.forEach(Consumer::close);
        admin.close();
        broker.close();
    }
}

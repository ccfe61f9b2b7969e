package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.NewRecord;
import dev.headrace.testkit.simulation.broker.ProducerStamp;
import dev.headrace.testkit.simulation.broker.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.jspecify.annotations.Nullable;

/** A producer of the simulation. It has no thread: what it sends leaves, and its callbacks run, inside of calls. */
final class SimulatedProducer implements Producer<byte[], byte[]> {

    private final ClientGate gate;
    private final ProducerSettings settings;
    private final RecordPartitioning partitioning;
    private final ProducerIdentity identity = new ProducerIdentity();
    private final SendBuffer buffer = new SendBuffer();
    private final @Nullable TransactionSession transactions;
    private boolean inCallback;
    private boolean closed;

    SimulatedProducer(ClientGate gate, ProducerSettings settings) {
        this.gate = gate;
        this.settings = settings;
        this.partitioning = new RecordPartitioning(settings);
        String transactionalId = settings.transactionalId();
        this.transactions = transactionalId == null
                ? null
                : new TransactionSession(
                        transactionalId, settings.transactionTimeoutMs(), gate, identity, buffer, this::deliverBatches);
    }

    @Override
    public void initTransactions() {
        session().init();
    }

    @Override
    public void beginTransaction() {
        TransactionSession session = session();
        gate.run(ClientSite.PRODUCER_BEGIN_TRANSACTION, session::begin);
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        if (groupMetadata == null) {
            throw new IllegalArgumentException("Consumer group metadata could not be null");
        }
        if (groupMetadata.generationId() > 0 && groupMetadata.memberId().isEmpty()) {
            throw new IllegalArgumentException(
                    "Passed in group metadata " + groupMetadata + " has generationId > 0 but the member.id is unknown");
        }
        TransactionSession session = session();
        if (!offsets.isEmpty()) {
            session.sendOffsets(offsets, groupMetadata);
        }
    }

    @Override
    public void commitTransaction() {
        session().commit();
    }

    @Override
    public void abortTransaction() {
        session().abort();
    }

    private TransactionSession session() {
        gate.process().requireRunning();
        if (transactions == null) {
            throw new IllegalStateException("Cannot use transactional methods without enabling transactions "
                    + "by setting the transactional.id configuration property");
        }
        requireOpen();
        return transactions;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return send(record, null);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        FaultOutcome outcome = gate.enter(ClientSite.PRODUCER_SEND);
        requireOpen();
        Topic topic = gate.broker().topics().findForWriting(record.topic()).orElse(null);
        PendingSend send = pending(record, topic, callback);
        try {
            if (outcome == FaultOutcome.ERROR_WITHOUT_EFFECT) {
                throw gate.timeout(ClientSite.PRODUCER_SEND);
            }
            requireAcceptable(send, topic);
            if (transactions != null) {
                transactions.addPartition(send.partition());
            }
        } catch (ApiException e) {
            send.fail(e);
            failed(e);
            return send;
        }
        int waitingBytes = buffer.add(send);
        if (waitingBytes >= settings.batchBytesMax()) {
            deliver(send.partition(), FaultOutcome.NONE);
        }
        if (outcome == FaultOutcome.ERROR_WITH_EFFECT) {
            deliver(send.partition(), outcome);
        }
        gate.crashIfDue(ClientSite.PRODUCER_SEND, outcome);
        return send;
    }

    private PendingSend pending(
            ProducerRecord<byte[], byte[]> record, @Nullable Topic topic, @Nullable Callback callback) {
        Integer chosen = record.partition();
        int number = topic == null ? chosen == null ? 0 : chosen : partitioning.partition(record, topic);
        TopicPartition partition = new TopicPartition(record.topic(), number);
        byte[] key = record.key();
        byte[] value = record.value();
        Long timestamp = record.timestamp();
        NewRecord data = new NewRecord(
                timestamp == null ? gate.simulation().nowMs() : timestamp,
                key,
                value,
                record.headers().toArray());
        return new PendingSend(
                partition,
                data,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                callback,
                () -> deliver(partition, FaultOutcome.NONE));
    }

    private void requireAcceptable(PendingSend send, @Nullable Topic topic) {
        TopicPartition partition = send.partition();
        if (topic == null) {
            throw new TimeoutException(
                    "Topic " + partition.topic() + " not present in metadata after the time to wait.");
        }
        if (partition.partition() >= topic.partitionCount()) {
            throw new TimeoutException("Partition " + partition.partition() + " of topic " + partition.topic()
                    + " with partition count " + topic.partitionCount()
                    + " is not present in metadata after the time to wait.");
        }
        if (send.sizeInBytes() > settings.requestBytesMax()) {
            throw new RecordTooLargeException("The message is " + send.sizeInBytes()
                    + " bytes when serialized which is larger than " + settings.requestBytesMax()
                    + ", which is the value of the max.request.size configuration.");
        }
    }

    @Override
    public void flush() {
        if (inCallback) {
            throw new KafkaException(
                    "KafkaProducer.flush() invocation inside a callback is not permitted because it may"
                            + " lead to deadlock.");
        }
        gate.run(ClientSite.PRODUCER_FLUSH, this::deliverBatches);
    }

    /** Sends all batches, in order of partitions that the seed gives. */
    private void deliverBatches() {
        while (!buffer.isEmpty()) {
            TopicPartition next =
                    gate.simulation().isSeeded() ? buffer.any(gate.simulation().random()) : buffer.oldest();
            if (next != null) {
                deliver(next, FaultOutcome.NONE);
            }
        }
    }

    /** Everything arrives, also what a call that timed out had left. */
    void deliverAll() {
        deliverBatches();
        if (transactions != null) {
            transactions.deliverPending();
        }
    }

    /** One thing arrives: a batch, or what a call that timed out had left. */
    void deliverOne(RandomGenerator random) {
        TopicPartition next = buffer.any(random);
        if (next != null) {
            deliver(next, FaultOutcome.NONE);
        } else if (transactions != null) {
            transactions.deliverPending();
        }
    }

    private void deliver(TopicPartition partition, FaultOutcome forced) {
        List<PendingSend> sends = buffer.take(partition);
        if (sends.isEmpty()) {
            return;
        }
        RuntimeException refusal = transactions == null ? null : transactions.error();
        if (refusal != null) {
            complete(sends, refusal);
            return;
        }
        FaultOutcome outcome = forced == FaultOutcome.NONE ? gate.decide(ClientSite.PRODUCER_BATCH) : forced;
        if (outcome == FaultOutcome.ERROR_WITHOUT_EFFECT) {
            expire(partition, sends);
            return;
        }
        if (gate.simulation().accidents().delayIfDue(ClientSite.PRODUCER_BATCH, arrival(partition, sends))) {
            expire(partition, sends);
            return;
        }
        try {
            gate.simulation().accidents().refuseIfDue(ClientSite.PRODUCER_BATCH);
            long baseOffset = produce(partition, sends);
            gate.crashIfDue(ClientSite.PRODUCER_BATCH, outcome);
            if (outcome == FaultOutcome.ERROR_WITH_EFFECT) {
                expire(partition, sends);
            } else {
                acknowledge(sends, baseOffset);
            }
        } catch (UnknownTopicOrPartitionException e) {
            expire(partition, sends);
        } catch (ApiException e) {
            failed(e);
            complete(sends, e);
        }
    }

    private long produce(TopicPartition partition, List<PendingSend> sends) {
        if (transactions == null && settings.idempotent() && !identity.isKnown()) {
            identity.become(new ProducerStamp(null, gate.broker().transactions().newProducerId(), (short) 0));
        }
        List<NewRecord> records = records(sends);
        int sequence = identity.nextSequence(partition);
        long baseOffset = transactions == null
                ? gate.broker().produce(partition, identity.stamp(), sequence, records)
                : transactions.retryWhileConcurrent(
                        () -> gate.broker().produce(partition, identity.stamp(), sequence, records));
        identity.written(partition, records.size());
        gate.simulation().trace().mix(partition.hashCode() * 31L + baseOffset);
        return baseOffset;
    }

    private static List<NewRecord> records(List<PendingSend> sends) {
        List<NewRecord> records = new ArrayList<>(sends.size());
        for (PendingSend send : sends) {
            records.add(send.record());
        }
        return records;
    }

    /** The batch as it is now, to arrive some time: under the identity that the producer has when it leaves. */
    private Runnable arrival(TopicPartition partition, List<PendingSend> sends) {
        ProducerStamp stamp = identity.stamp();
        int sequence = identity.nextSequence(partition);
        return () -> gate.broker().produce(partition, stamp, sequence, records(sends));
    }

    private void acknowledge(List<PendingSend> sends, long baseOffset) {
        inCallback = true;
        try {
            for (int i = 0; i < sends.size(); i++) {
                sends.get(i).acknowledge(baseOffset + i);
            }
        } finally {
            inCallback = false;
        }
    }

    private void expire(TopicPartition partition, List<PendingSend> sends) {
        TimeoutException expiry = new TimeoutException("Expiring " + sends.size() + " record(s) for " + partition
                + ": The request has not been sent, or no server response has been received yet.");
        if (transactions == null && identity.isKnown()) {
            identity.bumpEpoch();
        }
        failed(expiry);
        complete(sends, expiry);
    }

    private void failed(RuntimeException error) {
        if (transactions != null) {
            transactions.sendFailed(error);
        }
    }

    private void complete(List<PendingSend> sends, RuntimeException error) {
        inCallback = true;
        try {
            sends.forEach(send -> send.fail(error));
        } finally {
            inCallback = false;
        }
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return gate.call(ClientSite.PRODUCER_PARTITIONS_FOR, () -> gate.broker()
                .topics()
                .findForWriting(topic)
                .map(ClusterViews::partitions)
                .orElseThrow(() ->
                        new TimeoutException("Topic " + topic + " not present in metadata after the time to wait.")));
    }

    @Override
    public void close() {
        close(Duration.ofMillis(Long.MAX_VALUE));
    }

    @Override
    public void close(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("The timeout cannot be negative.");
        }
        if (closed || gate.process().isDead()) {
            return;
        }
        gate.run(ClientSite.PRODUCER_CLOSE, () -> {
            if (timeout.isZero() || inCallback) {
                buffer.failAll(new KafkaException("Producer is closed forcefully."));
            } else {
                deliverBatches();
                if (transactions != null) {
                    transactions.close();
                }
            }
            closed = true;
            gate.process().closed(this);
        });
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("Cannot perform operation after producer has been closed");
        }
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return Map.of();
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {}

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {}

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        throw new IllegalStateException("Telemetry is not enabled. Set config `enable.metrics.push` to `true`.");
    }
}

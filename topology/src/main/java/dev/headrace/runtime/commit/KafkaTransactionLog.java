package dev.headrace.runtime.commit;

import dev.headrace.common.Lookup;
import dev.headrace.errors.CommitFailedException;
import dev.headrace.errors.CommitOutcomeUnknownException;
import dev.headrace.errors.FencedException;
import dev.headrace.kafka.RecordSender;
import dev.headrace.port.WallClock;
import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.commit.KafkaEpoch.LoggedChanges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * The Kafka commit log under exactly-once: one transaction holds output, changelogs, positions and checkpoint records.
 *
 * <p>An error that leaves open what a request did (a time-out above all) is answered with a new producer of the same
 * transactional id: its initialisation ends what is pending and fences what is still under way, so that no late request
 * can fall into the next transaction (KAFKA-17754).
 */
public final class KafkaTransactionLog implements KafkaEpochLog {

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Fencing fencing;
    private final CheckpointTopic checkpoints;
    private final KafkaEpoch kafkaEpoch;

    private final ProducerSender sender;

    private Producer<byte[], byte[]> producer;

    /**
     * Opens the log; fences every other producer of the same transactional id. Blocks.
     *
     * @param producers makes producers, all of one transactional id
     */
    public KafkaTransactionLog(
            Supplier<Producer<byte[], byte[]>> producers,
            Fencing fencing,
            CheckpointTopic checkpoints,
            WallClock clock) {
        this.producers = producers;
        this.fencing = fencing;
        this.checkpoints = checkpoints;
        this.kafkaEpoch = new KafkaEpoch(checkpoints, clock);
        this.producer = initialized(producers);
        this.sender = new ProducerSender(producer, () -> producer.beginTransaction(), clock);
    }

    /** What keeps a former owner of the tasks from committing. */
    public enum Fencing {
        /**
         * The consumer group, which gives tasks to one member only. The transactional id is this worker's alone, so after an
         * error it takes the id anew and goes on.
         */
        BY_GROUP,
        /**
         * The transactional id: whoever initialised it last owns the tasks. To take it anew would take the tasks from
         * whoever has them now, so a worker that may have lost it forgets all that it knows and recovers from the log.
         */
        BY_TRANSACTIONAL_ID
    }

    @Override
    public RecordSender sender() {
        return sender;
    }

    @Override
    public boolean hasWrites() {
        return sender.isOpen();
    }

    @Override
    public long openForMs() {
        return sender.openForMs();
    }

    @Override
    public StagedEpoch stage(Epoch epoch) {
        List<LoggedChanges> logged = kafkaEpoch.sendChanges(epoch, sender);
        Map<TaskKey, LastOffset> checkpointed = kafkaEpoch.sendCheckpoints(epoch, sender);
        sender.flush();
        return kafkaEpoch.staged(epoch, logged, checkpointed);
    }

    @Override
    public void commit(StagedEpoch staged) {
        sendOffsets(staged.epoch());
        try {
            commitTransaction();
        } catch (KafkaException e) {
            throw new CommitOutcomeUnknownException("Cannot tell whether the transaction was committed", e);
        }
        sender.reset();
    }

    @Override
    public boolean resolve(StagedEpoch staged) {
        renewProducer();
        TaskEpoch any = staged.epoch().tasks().get(0);
        return checkpoints.holds(
                any.task(), any.checkpoint().token(), Lookup.in(staged.checkpointOffsets(), any.task()));
    }

    @Override
    public void abort() {
        if (!sender.isOpen()) {
            return;
        }
        try {
            producer.abortTransaction();
            sender.reset();
        } catch (KafkaException e) {
            renewProducer();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private void sendOffsets(Epoch epoch) {
        Map<TopicPartition, OffsetAndMetadata> offsets = KafkaEpoch.offsets(epoch);
        ConsumerGroupMetadata group = epoch.group();
        if (offsets.isEmpty() || group == null) {
            return;
        }
        if (group.memberId().isEmpty() || group.generationId() < 0) {
            throw new StaleMembershipException("Cannot commit: this worker is not a member of group " + group.groupId()
                    + " any more, so nothing would fence it");
        }
        try {
            producer.sendOffsetsToTransaction(offsets, group);
        } catch (ProducerFencedException | InvalidProducerEpochException | FencedInstanceIdException e) {
            throw new FencedException("Cannot commit: another producer took over the transactional id", e);
        } catch (org.apache.kafka.clients.consumer.CommitFailedException e) {
            throw new StaleMembershipException("Cannot add positions to the transaction: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw new CommitFailedException("Cannot add positions to the transaction: " + e.getMessage(), e);
        }
    }

    /** A commit that timed out may be repeated on the same producer, and only that. */
    private void commitTransaction() {
        try {
            producer.commitTransaction();
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            producer.commitTransaction();
        }
    }

    private void renewProducer() {
        producer.close(Duration.ZERO);
        sender.reset();
        if (fencing == Fencing.BY_TRANSACTIONAL_ID) {
            throw new FencedException("Cannot go on with the transactional id: another process may have taken it over,"
                    + " and the work with it");
        }
        producer = initialized(producers);
        sender.reset(producer);
    }

    private static Producer<byte[], byte[]> initialized(Supplier<Producer<byte[], byte[]>> producers) {
        Producer<byte[], byte[]> producer = producers.get();
        try {
            producer.initTransactions();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            producer.close(Duration.ZERO);
            throw new FencedException(
                    "Cannot take the transactional id: " + e.getMessage()
                            + " That is said without another producer too, after the id's coordinator has moved",
                    e);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        return producer;
    }
}

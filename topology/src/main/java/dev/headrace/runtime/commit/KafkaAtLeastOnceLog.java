package dev.headrace.runtime.commit;

import dev.headrace.errors.CommitFailedException;
import dev.headrace.errors.CommitOutcomeUnknownException;
import dev.headrace.kafka.RecordSender;
import dev.headrace.port.WallClock;
import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.runtime.commit.KafkaEpoch.LoggedChanges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka commit log under at-least-once: output is acknowledged, then the changelogs, then the checkpoint records, then the
 * positions. A crash in between repeats the epoch, so records and changes of state may happen twice.
 */
public final class KafkaAtLeastOnceLog implements KafkaEpochLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAtLeastOnceLog.class);

    private final Producer<byte[], byte[]> producer;
    private final OffsetCommit offsetCommit;
    private final KafkaEpoch kafkaEpoch;
    private final ProducerSender sender;

    /** Opens the log. */
    public KafkaAtLeastOnceLog(
            Producer<byte[], byte[]> producer,
            OffsetCommit offsetCommit,
            CheckpointTopic checkpoints,
            WallClock clock) {
        this.producer = producer;
        this.offsetCommit = offsetCommit;
        this.kafkaEpoch = new KafkaEpoch(checkpoints, clock);
        this.sender = new ProducerSender(producer, () -> {}, clock);
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

    /**
     * Output is acknowledged before the changes are sent: a logged change survives a crash, and an operator that finds it in
     * its store may not write again the output that was lost.
     */
    @Override
    public StagedEpoch stage(Epoch epoch) {
        sender.flush();
        List<LoggedChanges> logged = kafkaEpoch.sendChanges(epoch, sender);
        sender.flush();
        return kafkaEpoch.staged(epoch, logged, Map.of());
    }

    /**
     * The checkpoint records are what recovery goes by; the group's offsets only tell others how far the query is. So the
     * epoch counts when the first are acknowledged, and may count from when they are sent.
     */
    @Override
    public void commit(StagedEpoch staged) {
        try {
            kafkaEpoch.sendCheckpoints(staged.epoch(), sender);
            sender.flush();
        } catch (CommitFailedException e) {
            throw new CommitOutcomeUnknownException("Cannot tell whether the checkpoint was written", e);
        }
        sender.reset();
        try {
            offsetCommit.commit(KafkaEpoch.offsets(staged.epoch()));
        } catch (KafkaException e) {
            LOG.warn("The group's offsets stay behind the checkpoint: {}", e.getMessage());
        }
    }

    /** Leaves it to recovery, which reads the checkpoint anyway. */
    @Override
    public boolean resolve(StagedEpoch staged) {
        sender.reset();
        throw new CommitOutcomeUnknownException("Only recovery can tell whether the checkpoint was written");
    }

    @Override
    public void abort() {
        sender.reset();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** Commits positions to the consumer group. */
    @FunctionalInterface
    public interface OffsetCommit {

        /** Commits; blocks. */
        void commit(Map<TopicPartition, OffsetAndMetadata> positions);
    }
}

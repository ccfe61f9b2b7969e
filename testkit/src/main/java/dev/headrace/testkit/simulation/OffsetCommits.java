package dev.headrace.testkit.simulation;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** The offset commits of a consumer outside of transactions, those that it makes by itself included. */
final class OffsetCommits {

    private final ClientGate gate;
    private final ConsumerSettings settings;
    private final ConsumerAssignment assignment;
    private final GroupMembership membership;
    private final Queue<Runnable> completed = new ArrayDeque<>();
    private long nextAutoCommitMs;

    OffsetCommits(
            ClientGate gate, ConsumerSettings settings, ConsumerAssignment assignment, GroupMembership membership) {
        this.gate = gate;
        this.settings = settings;
        this.assignment = assignment;
        this.membership = membership;
        this.nextAutoCommitMs = gate.simulation().nowMs() + settings.autoCommitIntervalMs();
    }

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        offsets.values().forEach(offset -> {
            if (offset.offset() < 0) {
                throw new IllegalArgumentException("Invalid offset: " + offset.offset());
            }
        });
        try {
            gate.broker().commit(membership.identityForCommit(), ConsumerAssignment.inOrder(offsets));
        } catch (ApiException e) {
            throw membership.commitRefused(Errors.forException(e));
        }
    }

    void commitLater(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
        Exception error = null;
        try {
            commit(offsets);
        } catch (RetriableException e) {
            error = new RetriableCommitFailedException(e);
        } catch (RuntimeException e) {
            error = e;
        }
        if (callback != null) {
            Exception outcome = error;
            completed.add(() -> callback.onComplete(offsets, outcome));
        }
    }

    void callBack() {
        for (Runnable callback = completed.poll(); callback != null; callback = completed.poll()) {
            callback.run();
        }
    }

    void autoCommitIfDue() {
        if (settings.autoCommit() && gate.simulation().nowMs() >= nextAutoCommitMs) {
            autoCommit();
        }
    }

    /** Commits the positions if the consumer is set to do that by itself; a failure is not the user's concern. */
    void autoCommit() {
        if (settings.autoCommit()) {
            nextAutoCommitMs = gate.simulation().nowMs() + settings.autoCommitIntervalMs();
            commitLater(assignment.consumed(), null);
        }
    }
}

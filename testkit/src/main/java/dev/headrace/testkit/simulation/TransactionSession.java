package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.GroupIdentity;
import dev.headrace.testkit.simulation.broker.ProducerStamp;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one producer, as its client sees them: which calls are allowed, which errors can be aborted away and
 * which are the end of the producer, and what is still undecided after a call timed out.
 */
final class TransactionSession {

    private enum State {
        UNINITIALIZED,
        INITIALIZING,
        READY,
        IN_TRANSACTION,
        COMMITTING_TRANSACTION,
        ABORTING_TRANSACTION,
        ABORTABLE_ERROR,
        FATAL_ERROR
    }

    private final String transactionalId;
    private final int timeoutMs;
    private final ClientGate gate;
    private final ProducerIdentity identity;
    private final SendBuffer buffer;
    private final Runnable flush;
    private final Queue<Runnable> undeliveredOffsets = new ArrayDeque<>();
    private State state = State.UNINITIALIZED;
    private @Nullable RuntimeException lastError;
    private @Nullable Transition pending;
    private boolean started;

    TransactionSession(
            String transactionalId,
            int timeoutMs,
            ClientGate gate,
            ProducerIdentity identity,
            SendBuffer buffer,
            Runnable flush) {
        this.transactionalId = transactionalId;
        this.timeoutMs = timeoutMs;
        this.gate = gate;
        this.identity = identity;
        this.buffer = buffer;
        this.flush = flush;
    }

    void init() {
        conclude(ClientSite.PRODUCER_INIT_TRANSACTIONS, "initTransactions", () -> {
            failIfInError();
            move(State.INITIALIZING, state == State.UNINITIALIZED);
            return this::initialise;
        });
    }

    void begin() {
        refuseWhilePending("beginTransaction");
        failIfInError();
        move(State.IN_TRANSACTION, state == State.READY);
    }

    void commit() {
        conclude(ClientSite.PRODUCER_COMMIT, "commitTransaction", () -> {
            failIfInError();
            move(State.COMMITTING_TRANSACTION, state == State.IN_TRANSACTION);
            return () -> end(true);
        });
    }

    void abort() {
        conclude(ClientSite.PRODUCER_ABORT, "abortTransaction", () -> {
            if (state != State.ABORTABLE_ERROR) {
                failIfInError();
            }
            move(State.ABORTING_TRANSACTION, state == State.IN_TRANSACTION || state == State.ABORTABLE_ERROR);
            return () -> end(false);
        });
    }

    /** A call that may time out and then has to be repeated until its outcome is known. */
    private void conclude(ClientSite site, String operation, Supplier<Runnable> start) {
        FaultOutcome outcome = gate.enter(site);
        Transition transition = pending;
        if (transition == null) {
            transition = new Transition(operation, start.get());
            pending = transition;
        } else if (!transition.operation.equals(operation)) {
            throw mustBeRetried(operation, transition);
        }
        if (outcome == FaultOutcome.ERROR_WITHOUT_EFFECT
                || gate.simulation().accidents().delayIfDue(site, transition::run)) {
            throw gate.timeout(site);
        }
        transition.run();
        gate.leave(site, outcome);
        pending = null;
        transition.throwIfFailed();
    }

    private static IllegalStateException mustBeRetried(String operation, Transition pending) {
        return new IllegalStateException("Cannot attempt operation `" + operation + "` because the previous call to `"
                + pending.operation + "` timed out and must be retried");
    }

    private void refuseWhilePending(String operation) {
        Transition transition = pending;
        if (transition != null) {
            throw mustBeRetried(operation, transition);
        }
    }

    private void initialise() {
        try {
            gate.simulation().accidents().refuseIfDue(ClientSite.PRODUCER_INIT_TRANSACTIONS);
            identity.become(
                    retryWhileConcurrent(() -> gate.broker().transactions().initProducer(transactionalId, timeoutMs)));
            gate.simulation().settle();
            state = State.READY;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw fatal(fenced());
        } catch (TimeoutException e) {
            throw e;
        } catch (ApiException e) {
            throw fatal(new KafkaException("Unexpected error in InitProducerIdResponse; " + e.getMessage()));
        }
    }

    private void end(boolean commit) {
        if (commit) {
            flush.run();
        } else {
            buffer.failAll(new TransactionAbortedException());
        }
        deliverOffsets();
        RuntimeException error = lastError;
        if (error != null && (commit || state == State.FATAL_ERROR)) {
            throw error;
        }
        if (started) {
            decide(commit);
        }
        state = State.READY;
        lastError = null;
        started = false;
    }

    private void decide(boolean commit) {
        try {
            gate.simulation().accidents().refuseIfDue(commit ? ClientSite.PRODUCER_COMMIT : ClientSite.PRODUCER_ABORT);
            identity.become(
                    retryWhileConcurrent(() -> gate.broker().transactions().end(identity.stamp(), commit)));
            gate.simulation().settle();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw fatal(fenced());
        } catch (InvalidTxnStateException | InvalidPidMappingException e) {
            throw fatal(e);
        } catch (TimeoutException e) {
            throw e;
        } catch (ApiException e) {
            throw fatal(new KafkaException("Unhandled error in EndTxnResponse: " + e.getMessage()));
        }
    }

    /** Repeats a request for as long as the broker is busy with the transaction before. */
    <T> T retryWhileConcurrent(Supplier<T> request) {
        while (true) {
            try {
                return request.get();
            } catch (ConcurrentTransactionsException e) {
                if (!gate.simulation().awaitBroker()) {
                    throw new TimeoutException("Timeout expired while the previous transaction of " + transactionalId
                            + " is being completed");
                }
            }
        }
    }

    void sendOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        refuseWhilePending("sendOffsetsToTransaction");
        failIfInError();
        if (state != State.IN_TRANSACTION) {
            throw new IllegalStateException(
                    "Cannot send offsets if a transaction is not in progress (currentState= " + state + ")");
        }
        ClientSite site = ClientSite.PRODUCER_SEND_OFFSETS;
        FaultOutcome outcome = gate.enter(site);
        started = true;
        Map<TopicPartition, OffsetAndMetadata> copy = ConsumerAssignment.inOrder(offsets);
        if (outcome == FaultOutcome.ERROR_WITHOUT_EFFECT) {
            undeliveredOffsets.add(() -> commitOffsets(copy, group));
            throw gate.timeout(site);
        }
        try {
            commitOffsets(copy, group);
        } catch (RuntimeException e) {
            gate.crashIfDue(site, outcome);
            throw e;
        }
        gate.leave(site, outcome);
    }

    private void commitOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        try {
            gate.simulation().accidents().refuseIfDue(ClientSite.PRODUCER_SEND_OFFSETS);
            retryWhileConcurrent(() -> {
                gate.broker().commitInTransaction(identity.stamp(), identity(group), offsets);
                return true;
            });
        } catch (UnknownMemberIdException | IllegalGenerationException e) {
            throw abortable(new CommitFailedException(
                    "Transaction offset Commit failed due to consumer group metadata mismatch: " + e.getMessage()));
        } catch (FencedInstanceIdException e) {
            throw abortable(e);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw fatal(fenced());
        } catch (TimeoutException e) {
            throw e;
        } catch (ApiException e) {
            throw fatal(new KafkaException("Unexpected error in TxnOffsetCommitResponse: " + e.getMessage()));
        }
    }

    private static GroupIdentity identity(ConsumerGroupMetadata group) {
        return new GroupIdentity(
                group.groupId(),
                group.generationId(),
                group.memberId(),
                group.groupInstanceId().orElse(null));
    }

    /** Offsets whose request timed out are still on their way; they arrive before the transaction is decided. */
    private void deliverOffsets() {
        for (Runnable next = undeliveredOffsets.poll(); next != null; next = undeliveredOffsets.poll()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                undeliveredOffsets.clear();
            }
        }
    }

    /** Makes a partition part of the transaction, or refuses the send. */
    void addPartition(TopicPartition partition) {
        failIfInError();
        refuseWhilePending("send");
        if (!identity.isKnown()) {
            throw new IllegalStateException("Cannot add partition " + partition
                    + " to transaction before completing a call to initTransactions");
        }
        if (state != State.IN_TRANSACTION) {
            throw new IllegalStateException(
                    "Cannot add partition " + partition + " to transaction while in state  " + state);
        }
        started = true;
    }

    /** Takes note of a record that was not written. */
    void sendFailed(RuntimeException error) {
        if (state == State.FATAL_ERROR) {
            return;
        }
        if (error instanceof ProducerFencedException
                || error instanceof InvalidPidMappingException
                || error instanceof ClusterAuthorizationException) {
            fatal(error);
        } else if (state != State.ABORTING_TRANSACTION) {
            boolean spent = error instanceof RetriableException || error instanceof InvalidTxnStateException;
            abortable(
                    spent
                            ? new TransactionAbortableException(
                                    "Transaction Request was aborted after exhausting retries.", error)
                            : error);
        }
    }

    /** Why nothing may be sent any more, or null. */
    @Nullable
    RuntimeException error() {
        return lastError;
    }

    /** What a call that timed out left behind arrives at the broker after all. */
    void deliverPending() {
        Transition transition = pending;
        if (transition != null) {
            transition.run();
        } else {
            deliverOffsets();
        }
    }

    /** Ends what is open as a producer does that is closed in peace; what goes wrong now is nobody's concern. */
    void close() {
        deliverPending();
        boolean open = state == State.IN_TRANSACTION || state == State.ABORTABLE_ERROR;
        if (pending == null && open) {
            new Transition("abortTransaction", () -> end(false)).run();
        }
    }

    private void move(State target, boolean allowed) {
        if (!allowed) {
            throw new IllegalStateException("TransactionalId " + transactionalId
                    + ": Invalid transition attempted from state " + state + " to state " + target);
        }
        state = target;
        lastError = null;
    }

    private void failIfInError() {
        RuntimeException error = lastError;
        if (error == null) {
            return;
        }
        ProducerStamp stamp = identity.stamp();
        String who = "Producer with transactionalId '" + transactionalId + "' and producerId " + stamp.producerId()
                + " and epoch " + stamp.epoch();
        if (error instanceof ProducerFencedException) {
            throw new ProducerFencedException(
                    who + " has been fenced by another producer with the same transactionalId");
        }
        if (error instanceof InvalidProducerEpochException) {
            throw new InvalidProducerEpochException(who + " attempted to produce with an old epoch");
        }
        throw new KafkaException("Cannot execute transactional method because we are in an error state", error);
    }

    private static ApiException fenced() {
        return Errors.PRODUCER_FENCED.exception();
    }

    private <E extends RuntimeException> E fatal(E error) {
        state = State.FATAL_ERROR;
        lastError = error;
        return error;
    }

    private <E extends RuntimeException> E abortable(E error) {
        state = State.ABORTABLE_ERROR;
        lastError = error;
        return error;
    }

    /** A decision in progress; it happens once, and its outcome stays until the caller has seen it. */
    private static final class Transition {

        private final String operation;
        private final Runnable action;
        private boolean done;
        private @Nullable RuntimeException error;

        Transition(String operation, Runnable action) {
            this.operation = operation;
            this.action = action;
        }

        void run() {
            if (done) {
                return;
            }
            try {
                action.run();
            } catch (RuntimeException e) {
                error = e;
            }
            done = true;
        }

        void throwIfFailed() {
            if (error != null) {
                throw error;
            }
        }
    }
}

package dev.headrace.testkit.simulation.broker;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/** What the coordinator knows of one transactional id: its current producer and the transaction that runs or ran last. */
final class TransactionalId {

    private static final long NONE = -1;

    private final String name;
    private final Set<TopicPartition> partitions = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private TransactionState state = TransactionState.EMPTY;
    private long producerId;
    private long previousProducerId = NONE;
    private long nextProducerId = NONE;
    private short epoch = -1;
    private int timeoutMs;
    private long startMs = NONE;
    private int markersMissing;

    TransactionalId(String name, long producerId) {
        this.name = name;
        this.producerId = producerId;
    }

    String name() {
        return name;
    }

    TransactionState state() {
        return state;
    }

    boolean isOngoing() {
        return state == TransactionState.ONGOING;
    }

    boolean isDeciding() {
        return state == TransactionState.PREPARE_COMMIT || state == TransactionState.PREPARE_ABORT;
    }

    long producerId() {
        return producerId;
    }

    short epoch() {
        return epoch;
    }

    int timeoutMs() {
        return timeoutMs;
    }

    long startMs() {
        return startMs;
    }

    long deadlineMs() {
        return startMs + timeoutMs;
    }

    Set<TopicPartition> partitions() {
        return partitions;
    }

    Set<String> groups() {
        return groups;
    }

    /** A new producer takes over: nobody with an older epoch gets through any more. */
    void beginEpoch(long freshProducerId, int newTimeoutMs) {
        if (isEpochExhausted()) {
            previousProducerId = producerId;
            producerId = freshProducerId;
            epoch = 0;
        } else {
            epoch++;
        }
        timeoutMs = newTimeoutMs;
        state = TransactionState.EMPTY;
    }

    boolean isEpochExhausted() {
        return epoch >= Short.MAX_VALUE - 1;
    }

    /** Whether the caller is the producer whose last transaction was just ended, asking again. */
    boolean isRepeatedEnd(ProducerStamp stamp) {
        boolean sameProducer = stamp.producerId() == producerId && epoch == stamp.epoch() + 1;
        return sameProducer || isRepeatedAfterRotation(stamp);
    }

    boolean isRepeatedAfterRotation(ProducerStamp stamp) {
        return stamp.producerId() == previousProducerId && stamp.epoch() == Short.MAX_VALUE - 1 && epoch == 0;
    }

    void begin(long nowMs) {
        if (!isOngoing()) {
            state = TransactionState.ONGOING;
            startMs = nowMs;
        }
    }

    /** The decision is durable; the epoch moves on, and the markers are still to be written. */
    void prepare(boolean commit, long rotatedProducerId) {
        state = commit ? TransactionState.PREPARE_COMMIT : TransactionState.PREPARE_ABORT;
        nextProducerId = rotatedProducerId;
        epoch++;
        markersMissing = partitions.size() + groups.size();
    }

    /** Counts a marker; true if it was the last one. */
    boolean markerWritten() {
        return --markersMissing == 0;
    }

    void complete() {
        state = state == TransactionState.PREPARE_COMMIT
                ? TransactionState.COMPLETE_COMMIT
                : TransactionState.COMPLETE_ABORT;
        partitions.clear();
        groups.clear();
        startMs = NONE;
        if (nextProducerId != NONE) {
            previousProducerId = producerId;
            producerId = nextProducerId;
            nextProducerId = NONE;
            epoch = 0;
        }
    }

    /** The identity with which the producer goes on after its transaction was decided. */
    ProducerStamp successor() {
        return nextProducerId == NONE
                ? new ProducerStamp(name, producerId, epoch)
                : new ProducerStamp(name, nextProducerId, (short) 0);
    }
}

package dev.headrace.testkit.simulation.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Decides transactions, by the rules of {@code transaction.version} 2: a partition joins a transaction with the first batch
 * written to it, the epoch grows with every decision, and the answer to the producer does not wait for the markers.
 */
public final class TransactionCoordinator {

    private static final int TIMEOUT_MAX_MS = (int) Duration.ofMinutes(15).toMillis();

    private final SimulatedTime time;
    private final BrokerTasks tasks;
    private final Topics topics;
    private final GroupOffsetsByGroup offsets;
    private final Map<String, TransactionalId> ids = new LinkedHashMap<>();
    private final Map<String, TransactionalId> ongoing = new LinkedHashMap<>();
    private long nextProducerId;

    TransactionCoordinator(SimulatedTime time, BrokerTasks tasks, Topics topics, GroupOffsetsByGroup offsets) {
        this.time = time;
        this.tasks = tasks;
        this.topics = topics;
        this.offsets = offsets;
    }

    /** A producer id for a producer without transactions. */
    public long newProducerId() {
        return nextProducerId++;
    }

    /**
     * Makes the caller the one producer of a transactional id, and fences every other.
     *
     * @throws org.apache.kafka.common.errors.ConcurrentTransactionsException while the previous transaction is being ended;
     *     the caller asks again
     * @throws org.apache.kafka.common.errors.InvalidTxnTimeoutException if the timeout is above the broker's maximum
     */
    public ProducerStamp initProducer(String transactionalId, int timeoutMs) {
        if (timeoutMs <= 0 || timeoutMs > TIMEOUT_MAX_MS) {
            throw Errors.INVALID_TRANSACTION_TIMEOUT.exception();
        }
        TransactionalId id = ids.computeIfAbsent(transactionalId, name -> new TransactionalId(name, newProducerId()));
        if (id.isOngoing()) {
            decide(id, false);
            throw Errors.CONCURRENT_TRANSACTIONS.exception();
        }
        if (id.isDeciding()) {
            throw Errors.CONCURRENT_TRANSACTIONS.exception();
        }
        id.beginEpoch(id.isEpochExhausted() ? newProducerId() : -1, timeoutMs);
        return new ProducerStamp(transactionalId, id.producerId(), id.epoch());
    }

    /**
     * Adds a partition to the producer's transaction, which begins it if there is none.
     *
     * @throws org.apache.kafka.common.errors.ProducerFencedException if another producer took over
     * @throws org.apache.kafka.common.errors.ConcurrentTransactionsException while the previous transaction is being ended
     */
    void addPartition(ProducerStamp stamp, TopicPartition partition) {
        join(stamp).partitions().add(partition);
    }

    /** Adds a group, whose offsets the transaction will commit; throws what {@link #addPartition} throws. */
    void addGroup(ProducerStamp stamp, String groupId) {
        join(stamp).groups().add(groupId);
    }

    private TransactionalId join(ProducerStamp stamp) {
        TransactionalId id = existing(stamp);
        if (id.producerId() != stamp.producerId()) {
            throw Errors.INVALID_PRODUCER_ID_MAPPING.exception();
        }
        if (id.epoch() != stamp.epoch()) {
            throw Errors.PRODUCER_FENCED.exception();
        }
        if (id.isDeciding()) {
            throw Errors.CONCURRENT_TRANSACTIONS.exception();
        }
        if (!id.isOngoing()) {
            id.begin(time.nowMs());
            ongoing.put(id.name(), id);
        }
        return id;
    }

    /**
     * Decides the producer's transaction and returns the identity for its next one. The decision holds when this returns;
     * the markers follow as tasks.
     *
     * @throws org.apache.kafka.common.errors.ProducerFencedException if another producer took over or the coordinator aborted
     * @throws org.apache.kafka.common.errors.InvalidTxnStateException if the transaction was decided the other way, or if there
     *     is nothing to commit
     * @throws org.apache.kafka.common.errors.ConcurrentTransactionsException while an earlier attempt is being completed
     */
    public ProducerStamp end(ProducerStamp stamp, boolean commit) {
        TransactionalId id = existing(stamp);
        boolean repeated = id.isRepeatedEnd(stamp);
        if (id.producerId() != stamp.producerId() && !id.isRepeatedAfterRotation(stamp)) {
            throw Errors.INVALID_PRODUCER_ID_MAPPING.exception();
        }
        if (!isValidEpoch(id, stamp, repeated)) {
            throw Errors.PRODUCER_FENCED.exception();
        }
        switch (id.state()) {
            case ONGOING -> decide(id, commit);
            case PREPARE_COMMIT, PREPARE_ABORT -> {
                boolean sameWay = commit == (id.state() == TransactionState.PREPARE_COMMIT);
                throw (sameWay ? Errors.CONCURRENT_TRANSACTIONS : Errors.INVALID_TXN_STATE).exception();
            }
            case COMPLETE_COMMIT -> endAgain(id, commit, repeated, true);
            case COMPLETE_ABORT -> endAgain(id, commit, repeated, false);
            default -> endAgain(id, commit, false, false);
        }
        return id.successor();
    }

    private static boolean isValidEpoch(TransactionalId id, ProducerStamp stamp, boolean repeated) {
        return switch (id.state()) {
            case PREPARE_COMMIT, PREPARE_ABORT -> repeated;
            case COMPLETE_COMMIT, COMPLETE_ABORT -> repeated || id.epoch() == stamp.epoch();
            default -> id.epoch() == stamp.epoch();
        };
    }

    private void endAgain(TransactionalId id, boolean commit, boolean repeated, boolean committed) {
        if (repeated && commit == committed) {
            return;
        }
        if (repeated || commit) {
            throw Errors.INVALID_TXN_STATE.exception();
        }
        decide(id, false);
    }

    private void decide(TransactionalId id, boolean commit) {
        ongoing.remove(id.name());
        id.prepare(commit, id.isEpochExhausted() ? newProducerId() : -1);
        long producerId = id.producerId();
        short epoch = id.epoch();
        if (id.partitions().isEmpty() && id.groups().isEmpty()) {
            id.complete();
            return;
        }
        for (TopicPartition partition : id.partitions()) {
            tasks.add(() -> writeMarker(id, partition, producerId, epoch, commit));
        }
        for (String group : id.groups()) {
            tasks.add(() -> {
                offsets.of(group).endTransaction(producerId, commit);
                countMarker(id);
            });
        }
    }

    private void writeMarker(
            TransactionalId id, TopicPartition partition, long producerId, short epoch, boolean commit) {
        PartitionLog log = topics.log(partition);
        if (log != null) {
            log.appendMarker(producerId, epoch, commit, time.nowMs());
        }
        countMarker(id);
    }

    private static void countMarker(TransactionalId id) {
        if (id.markerWritten()) {
            id.complete();
        }
    }

    /** When the next transaction times out, in milliseconds since 1970; {@link Long#MAX_VALUE} if none runs. */
    long nextDeadlineMs() {
        long next = Long.MAX_VALUE;
        for (TransactionalId id : ongoing.values()) {
            next = Math.min(next, id.deadlineMs());
        }
        return next;
    }

    /** Aborts every transaction that is older than its timeout. */
    void abortExpired() {
        for (TransactionalId id : List.copyOf(ongoing.values())) {
            if (id.deadlineMs() <= time.nowMs()) {
                decide(id, false);
            }
        }
    }

    /** Forgets an id that was idle, as a broker does after seven days; its producer gets INVALID_PRODUCER_ID_MAPPING. */
    public void expire(String transactionalId) {
        TransactionalId id = ids.get(transactionalId);
        if (id != null && (id.isOngoing() || id.isDeciding())) {
            throw new IllegalStateException(
                    "Cannot expire transactional id " + transactionalId + ": its transaction is " + id.state());
        }
        ids.remove(transactionalId);
    }

    /** What an administrator sees of an id; null if it is unknown. */
    public @Nullable Listing describe(String transactionalId) {
        TransactionalId id = ids.get(transactionalId);
        return id == null ? null : listing(id);
    }

    /** What an administrator sees of all ids. */
    public List<Listing> list() {
        List<Listing> listings = new ArrayList<>();
        ids.values().forEach(id -> listings.add(listing(id)));
        return listings;
    }

    private static Listing listing(TransactionalId id) {
        return new Listing(
                id.name(),
                id.state(),
                id.producerId(),
                id.epoch(),
                id.timeoutMs(),
                id.startMs(),
                Collections.unmodifiableSet(new LinkedHashSet<>(id.partitions())));
    }

    private TransactionalId existing(ProducerStamp stamp) {
        TransactionalId id = ids.get(String.valueOf(stamp.transactionalId()));
        if (id == null) {
            throw Errors.INVALID_PRODUCER_ID_MAPPING.exception();
        }
        return id;
    }

    /**
     * The state of a transactional id.
     *
     * @param timeoutMs how long a transaction may run, in milliseconds
     * @param startMs when the running transaction began, in milliseconds since 1970, or -1
     */
    public record Listing(
            String transactionalId,
            TransactionState state,
            long producerId,
            short epoch,
            int timeoutMs,
            long startMs,
            Set<TopicPartition> partitions) {}
}

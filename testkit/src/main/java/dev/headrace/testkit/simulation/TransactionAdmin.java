package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.PartitionLog;
import dev.headrace.testkit.simulation.broker.ProducerStamp;
import dev.headrace.testkit.simulation.broker.SimulatedBroker;
import dev.headrace.testkit.simulation.broker.TransactionCoordinator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.AbortTransactionOptions;
import org.apache.kafka.clients.admin.AbortTransactionResult;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.FenceProducersResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ListTransactionsResult;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.internals.CoordinatorKey;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/** What an administrator does with transactions. */
final class TransactionAdmin {

    private static final int FENCING_TIMEOUT_MS = 60_000;

    private final ClientGate gate;
    private final AdminRequests requests;
    private final SimulatedBroker broker;

    TransactionAdmin(ClientGate gate, AdminRequests requests) {
        this.gate = gate;
        this.requests = requests;
        this.broker = gate.broker();
    }

    public ListTransactionsResult listTransactions(ListTransactionsOptions options) {
        KafkaFuture<Map<Integer, KafkaFutureImpl<Collection<TransactionListing>>>> future =
                requests.one(ClientSite.ADMIN_READ, () -> {
                    KafkaFutureImpl<Collection<TransactionListing>> ofNode = new KafkaFutureImpl<>();
                    ofNode.complete(listings(options));
                    return Map.of(ClusterViews.NODE.id(), ofNode);
                });
        return AdminRequests.result(ListTransactionsResult.class, future);
    }

    private Collection<TransactionListing> listings(ListTransactionsOptions options) {
        List<TransactionListing> listings = new ArrayList<>();
        for (TransactionCoordinator.Listing each : broker.transactions().list()) {
            boolean wantedState = options.filteredStates().isEmpty()
                    || options.filteredStates().contains(each.state());
            boolean wantedProducer = options.filteredProducerIds().isEmpty()
                    || options.filteredProducerIds().contains(each.producerId());
            if (wantedState && wantedProducer) {
                listings.add(new TransactionListing(each.transactionalId(), each.producerId(), each.state()));
            }
        }
        return listings;
    }

    public DescribeTransactionsResult describeTransactions(
            Collection<String> transactionalIds, DescribeTransactionsOptions options) {
        Map<CoordinatorKey, KafkaFuture<TransactionDescription>> futures = new LinkedHashMap<>();
        requests.each(ClientSite.ADMIN_READ, transactionalIds, this::describe)
                .forEach((id, future) -> futures.put(CoordinatorKey.byTransactionalId(id), future));
        return AdminRequests.result(DescribeTransactionsResult.class, futures);
    }

    private TransactionDescription describe(String transactionalId) {
        TransactionCoordinator.Listing found = broker.transactions().describe(transactionalId);
        if (found == null) {
            throw new TransactionalIdNotFoundException(
                    "The transactional id " + transactionalId + " could not be found.");
        }
        return new TransactionDescription(
                ClusterViews.NODE.id(),
                found.state(),
                found.producerId(),
                found.epoch(),
                found.timeoutMs(),
                found.startMs() < 0 ? OptionalLong.empty() : OptionalLong.of(found.startMs()),
                found.partitions());
    }

    public DescribeProducersResult describeProducers(
            Collection<TopicPartition> partitions, DescribeProducersOptions options) {
        return AdminRequests.result(
                DescribeProducersResult.class, requests.each(ClientSite.ADMIN_READ, partitions, this::producers));
    }

    private PartitionProducerState producers(TopicPartition partition) {
        List<ProducerState> states = new ArrayList<>();
        broker.topics()
                .existing(partition)
                .forEachOpenTransaction(open -> states.add(new ProducerState(
                        open.producerId(),
                        open.epoch(),
                        -1,
                        gate.simulation().nowMs(),
                        OptionalInt.empty(),
                        OptionalLong.of(open.firstOffset()))));
        return new PartitionProducerState(states);
    }

    public AbortTransactionResult abortTransaction(AbortTransactionSpec spec, AbortTransactionOptions options) {
        return AdminRequests.result(
                AbortTransactionResult.class,
                requests.each(
                        ClientSite.ADMIN_END_TRANSACTION,
                        List.of(spec.topicPartition()),
                        partition -> abort(broker.topics().existing(partition), spec)));
    }

    @SuppressWarnings("NullAway") // A future of Void has nothing but null to complete with.
    private Void abort(PartitionLog log, AbortTransactionSpec spec) {
        log.abortTransaction(
                spec.producerId(), spec.producerEpoch(), gate.simulation().nowMs());
        return null;
    }

    public FenceProducersResult fenceProducers(Collection<String> transactionalIds, FenceProducersOptions options) {
        Map<CoordinatorKey, KafkaFuture<ProducerIdAndEpoch>> futures = new LinkedHashMap<>();
        requests.each(ClientSite.ADMIN_END_TRANSACTION, transactionalIds, this::fence)
                .forEach((id, future) -> futures.put(CoordinatorKey.byTransactionalId(id), future));
        return AdminRequests.result(FenceProducersResult.class, futures);
    }

    private ProducerIdAndEpoch fence(String transactionalId) {
        while (true) {
            try {
                ProducerStamp stamp = broker.transactions().initProducer(transactionalId, FENCING_TIMEOUT_MS);
                return new ProducerIdAndEpoch(stamp.producerId(), stamp.epoch());
            } catch (ConcurrentTransactionsException e) {
                if (!gate.simulation().awaitBroker()) {
                    throw e;
                }
            }
        }
    }
}

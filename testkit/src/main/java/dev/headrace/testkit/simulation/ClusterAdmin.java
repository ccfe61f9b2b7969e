package dev.headrace.testkit.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.DescribeFeaturesResult;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What an administrator sees of the cluster as a whole. */
final class ClusterAdmin {

    private static final Map<String, String> BROKER_CONFIG = Map.of(
            "auto.create.topics.enable", "false",
            "default.replication.factor", "1",
            "message.max.bytes", "1048588",
            "min.insync.replicas", "1",
            "num.partitions", "1",
            "offsets.retention.minutes", "10080",
            "transaction.max.timeout.ms", "900000",
            "transactional.id.expiration.ms", "604800000");

    private final Simulation simulation;
    private final AdminRequests requests;

    ClusterAdmin(ClientGate gate, AdminRequests requests) {
        this.simulation = gate.simulation();
        this.requests = requests;
    }

    static Config brokerConfig() {
        return new Config(new TreeMap<>(BROKER_CONFIG)
                .entrySet().stream()
                        .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                        .toList());
    }

    public DescribeClusterResult describeCluster(DescribeClusterOptions options) {
        return AdminRequests.result(
                DescribeClusterResult.class,
                requests.one(
                        ClientSite.ADMIN_READ,
                        () -> List.copyOf(
                                ClusterViews.nodes(simulation.broker().topics().brokers()))),
                KafkaFuture.completedFuture(ClusterViews.NODE),
                KafkaFuture.completedFuture(ClusterViews.CLUSTER_ID),
                KafkaFuture.completedFuture(Set.of()));
    }

    public DescribeFeaturesResult describeFeatures(DescribeFeaturesOptions options) {
        KafkaFuture<FeatureMetadata> future = requests.one(
                ClientSite.ADMIN_READ,
                () -> AdminRequests.result(
                        FeatureMetadata.class,
                        Map.of(
                                "transaction.version",
                                new FinalizedVersionRange(
                                        simulation.transactionVersion(), simulation.transactionVersion())),
                        Optional.of(1L),
                        Map.of()));
        return AdminRequests.result(DescribeFeaturesResult.class, future);
    }

    public Map<MetricName, ? extends Metric> metrics() {
        return Map.of();
    }

    /** There is nothing to release. */
    public void close(Duration timeout) {}
}

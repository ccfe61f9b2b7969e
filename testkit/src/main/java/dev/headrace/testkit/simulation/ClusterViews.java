package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.Topic;
import dev.headrace.testkit.simulation.broker.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;

/** The cluster as Kafka's metadata classes describe it: one node that leads everything. */
final class ClusterViews {

    static final Node NODE = new Node(0, "simulated", 9092);
    static final String CLUSTER_ID = "simulated";

    private static final Node[] REPLICAS = {NODE};

    private ClusterViews() {}

    static List<PartitionInfo> partitions(Topic topic) {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitionCount(); i++) {
            partitions.add(new PartitionInfo(topic.name(), i, NODE, REPLICAS, REPLICAS));
        }
        return partitions;
    }

    static Cluster of(Topic topic) {
        return new Cluster(CLUSTER_ID, List.of(NODE), partitions(topic), Set.of(), Set.of());
    }

    static Cluster of(Topics topics, Collection<String> names) {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (String name : names) {
            topics.find(name).ifPresent(topic -> partitions.addAll(partitions(topic)));
        }
        return new Cluster(CLUSTER_ID, List.of(NODE), partitions, Set.of(), Set.of());
    }
}

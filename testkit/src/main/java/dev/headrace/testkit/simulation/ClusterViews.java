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

/** The cluster as Kafka's metadata classes describe it: one node leads everything, the others hold replicas. */
final class ClusterViews {

    static final Node NODE = new Node(0, "simulated", 9092);
    static final String CLUSTER_ID = "simulated";

    private ClusterViews() {}

    /** The nodes of a cluster of so many brokers. */
    static List<Node> nodes(int brokers) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(NODE);
        for (int id = 1; id < brokers; id++) {
            nodes.add(new Node(id, NODE.host(), NODE.port() + id));
        }
        return nodes;
    }

    /** The nodes that hold a partition of a topic. */
    static List<Node> replicas(Topic topic) {
        return nodes(topic.replicationFactor());
    }

    static List<PartitionInfo> partitions(Topic topic) {
        List<PartitionInfo> partitions = new ArrayList<>();
        Node[] replicas = replicas(topic).toArray(Node[]::new);
        for (int i = 0; i < topic.partitionCount(); i++) {
            partitions.add(new PartitionInfo(topic.name(), i, NODE, replicas, replicas));
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

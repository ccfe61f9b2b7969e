package dev.headrace.runtime;

import dev.headrace.errors.TopologyException;
import dev.headrace.sink.SinkPlacement;
import dev.headrace.topology.InternalTopic;
import dev.headrace.topology.Node;
import dev.headrace.topology.SinkNode;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSinkNode;
import dev.headrace.topology.TopicSourceNode;
import dev.headrace.topology.TopologyPlan;
import java.util.Set;

/** What can be declared and not yet run: it is refused at the start, since leaving it out would lose records in silence. */
final class PlanLimits {

    private PlanLimits() {}

    /**
     * Lets a plan pass that can be run under the Kafka commit log.
     *
     * @throws TopologyException if it cannot
     */
    static void check(TopologyPlan plan) {
        checkAnywhere(plan);
        plan.needingQueryEpochs().forEach(PlanLimits::refuseOwnEpochs);
        for (SubTopology subTopology : plan.subTopologies()) {
            if (!isOfOneTask(subTopology, plan)) {
                subTopology.nodes().forEach(PlanLimits::refuseGathered);
            }
        }
    }

    /**
     * Lets a plan pass that can be run without Kafka.
     *
     * @throws TopologyException if it cannot
     */
    static void checkWithoutKafka(TopologyPlan plan) {
        checkAnywhere(plan);
        for (SubTopology subTopology : plan.subTopologies()) {
            subTopology
                    .nodes()
                    .forEach(node -> refuseTopics(node, plan.repartitionTopics().keySet()));
        }
    }

    private static void refuseTopics(Node node, Set<String> exchanged) {
        boolean reads = node instanceof TopicSourceNode source && !exchanged.containsAll(source.topics());
        boolean writes =
                node instanceof TopicSinkNode sink && (sink.topic() == null || !exchanged.contains(sink.topic()));
        if (reads || writes) {
            throw new TopologyException("Cannot run node '" + node.name() + "' under the directory commit log: it "
                    + (reads ? "reads" : "writes") + " a Kafka topic. Use CommitLog.kafka(..), which takes sources and"
                    + " sinks that are no topics too");
        }
    }

    private static void checkAnywhere(TopologyPlan plan) {
        plan.globalStores().stream().findFirst().ifPresent(store -> {
            throw new TopologyException("Cannot run global store '" + store.name()
                    + "': this version fills none. Read the topic as a stream, into a store of the task");
        });
        for (SubTopology subTopology : plan.subTopologies()) {
            subTopology.nodes().forEach(PlanLimits::refusePatterns);
        }
    }

    private static void refusePatterns(Node node) {
        if (node instanceof TopicSourceNode source && source.pattern() != null) {
            throw new TopologyException("Cannot run source '" + source.name() + "' over topics by the pattern "
                    + source.pattern() + ": this version reads topics by name only. Name them");
        }
    }

    private static void refuseOwnEpochs(String node, String why) {
        throw new TopologyException("Cannot run node '" + node + "' under the Kafka commit log: " + why
                + ", and there each task has epochs of its own. Write what comes before it to files, and let a query"
                + " under CommitLog.directory(..) go on from those");
    }

    private static boolean isOfOneTask(SubTopology subTopology, TopologyPlan plan) {
        return subTopology.sources().stream()
                .allMatch(node -> node instanceof TopicSourceNode source
                        && source.topics().stream().allMatch(topic -> hasOnePartition(topic, plan)));
    }

    private static boolean hasOnePartition(String topic, TopologyPlan plan) {
        InternalTopic internal = plan.repartitionTopics().get(topic);
        return internal != null && Integer.valueOf(1).equals(internal.partitions());
    }

    private static void refuseGathered(Node node) {
        if (node instanceof SinkNode sink && sink.sink().placement() == SinkPlacement.GATHERED) {
            throw new TopologyException("Cannot run sink '" + sink.name()
                    + "': it wants one writer for all partitions, and under the Kafka commit log there is one per task."
                    + " Put a repartition with one partition before it");
        }
    }
}

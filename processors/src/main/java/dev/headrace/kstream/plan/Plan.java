package dev.headrace.kstream.plan;

import dev.headrace.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The graph that the DSL draws. Nodes are added as the user's program names them, and become a topology at the end. */
public final class Plan {

    private final Topology topology;

    private final NodeNames names = new NodeNames();
    private final PlanNode root = new Root();
    private final RepartitionMerge merge = new RepartitionMerge();
    private int nextPriority;
    private boolean built;

    /** Nothing yet, to be added to {@code topology}. */
    public Plan(Topology topology) {
        this.topology = topology;
    }

    /** The names of this plan's nodes. */
    public NodeNames names() {
        return names;
    }

    /** Adds a node that has no parents. */
    public void addSource(PlanNode node) {
        add(node, root);
    }

    /** Adds a node behind others. A repartition may be added again, when more hangs on it. */
    public void add(PlanNode node, PlanNode... parents) {
        for (PlanNode parent : parents) {
            parent.addChild(node);
            node.priority(nextPriority++);
            merge.observe(node);
        }
    }

    /** Whether it has become a topology before. */
    public boolean isBuilt() {
        return built;
    }

    /** The topology, to which the nodes are written that were added since the last time. */
    public Topology build(Optimizations optimizations) {
        built = true;
        mergeSources();
        if (optimizations.mergeRepartitionTopics()) {
            merge.apply(names);
        }
        Set<PlanNode> visited = new HashSet<>();
        PriorityQueue<PlanNode> next = new PriorityQueue<>(Comparator.comparing(PlanNode::priority));
        next.add(root);
        while (!next.isEmpty()) {
            PlanNode node = next.remove();
            if (node.due() && visited.add(node)) {
                node.write(topology);
                next.addAll(node.children());
            }
        }
        return topology;
    }

    /** A topic that several streams read is read once. */
    private void mergeSources() {
        List<TopicSourcePlan> kept = new ArrayList<>();
        for (PlanNode node : root.children()) {
            if (node instanceof TopicSourcePlan source && !takenOver(source, kept)) {
                kept.add(source);
            }
        }
    }

    private boolean takenOver(TopicSourcePlan source, List<TopicSourcePlan> kept) {
        for (TopicSourcePlan earlier : kept) {
            if (earlier.overlaps(source)) {
                earlier.takeOver(source);
                root.removeChild(source);
                return true;
            }
        }
        return false;
    }
}

package dev.headrace.kstream.plan;

import dev.headrace.topology.Topology;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A node of the plan. Children are connected by name: to its own, or for a repartition to that of the source behind it. */
public abstract class PlanNode {

    private final String name;
    private final Effect effect;
    private final Set<PlanNode> parents = new LinkedHashSet<>();
    private final Set<PlanNode> children = new LinkedHashSet<>();
    private int priority;
    private boolean written;

    PlanNode(String name, Effect effect) {
        this.name = name;
        this.effect = effect;
    }

    /** The name of the node of the topology that hands records to the children. */
    public final String name() {
        return name;
    }

    final Effect effect() {
        return effect;
    }

    final List<PlanNode> parents() {
        return List.copyOf(parents);
    }

    final List<PlanNode> children() {
        return List.copyOf(children);
    }

    final String[] parentNames() {
        return parents.stream().map(PlanNode::name).toArray(String[]::new);
    }

    /** The place in the order in which nodes are written, parents permitting. */
    final int priority() {
        return priority;
    }

    final void priority(int priority) {
        this.priority = priority;
    }

    final void addChild(PlanNode child) {
        children.add(child);
        child.parents.add(this);
    }

    final void removeChild(PlanNode child) {
        children.remove(child);
        child.parents.remove(this);
    }

    /** Whether all parents are written. */
    final boolean due() {
        return parents.stream().allMatch(parent -> parent.written);
    }

    /** Writes the node unless that was done before. */
    final void write(Topology topology) {
        if (!written) {
            writeTo(topology);
            written = true;
        }
    }

    abstract void writeTo(Topology topology);

    /** This node or the nearest one above it, depth first, that satisfies {@code wanted}; null if none does. */
    final @Nullable PlanNode nearest(Predicate<PlanNode> wanted) {
        return nearest(wanted, new HashSet<>());
    }

    private @Nullable PlanNode nearest(Predicate<PlanNode> wanted, Set<PlanNode> visited) {
        if (!visited.add(this)) {
            return null;
        }
        if (wanted.test(this)) {
            return this;
        }
        for (PlanNode parent : parents) {
            PlanNode found = parent.nearest(wanted, visited);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}

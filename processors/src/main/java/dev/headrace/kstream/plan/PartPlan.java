package dev.headrace.kstream.plan;

import dev.headrace.topology.Topology;
import java.util.function.Consumer;

/** Nodes that something else than the DSL adds to the topology, and makes what it wants of its parents' records. */
public final class PartPlan extends PlanNode {

    private final Consumer<Topology> part;

    /**
     * A part of the topology.
     *
     * @param name of the node whose records go on, where some do
     * @param part adds the nodes, when those of its parents are there
     */
    public PartPlan(String name, Consumer<Topology> part) {
        super(name, Effect.CHANGES_KEYS);
        this.part = part;
    }

    @Override
    void writeTo(Topology topology) {
        part.accept(topology);
    }
}

package dev.headrace.kstream.plan;

import dev.headrace.operators.PassThrough;
import dev.headrace.topology.Topology;
import java.util.function.Function;

/** Nodes that something else than the DSL adds to the topology, and behind them one that hands on their records. */
public final class PartPlan extends PlanNode {

    private final Function<Topology, String> part;

    /**
     * A part of the topology.
     *
     * @param part adds its nodes, and returns the name of the one whose records go on
     */
    public PartPlan(String name, Function<Topology, String> part) {
        super(name, Effect.NONE);
        this.part = part;
    }

    @Override
    void writeTo(Topology topology) {
        topology.addProcessor(name(), PassThrough::new, part.apply(topology));
    }
}

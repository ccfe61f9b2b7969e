package dev.headrace.kstream.plan;

import dev.headrace.topology.Topology;

/** The node above all sources and stores. */
final class Root extends PlanNode {

    Root() {
        super("root", Effect.NONE);
    }

    @Override
    void writeTo(Topology topology) {}
}

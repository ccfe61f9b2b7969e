package dev.headrace.kstream.plan;

import dev.headrace.source.Source;
import dev.headrace.topology.Topology;

/** A source that is not a Kafka topic. */
public final class SourcePlan extends PlanNode {

    private final Source<?, ?> source;

    public SourcePlan(String name, Source<?, ?> source) {
        super(name, Effect.NONE);
        this.source = source;
    }

    @Override
    void writeTo(Topology topology) {
        topology.addSource(name(), source);
    }
}

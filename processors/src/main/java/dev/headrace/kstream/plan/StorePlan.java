package dev.headrace.kstream.plan;

import dev.headrace.state.StoreBuilder;
import dev.headrace.topology.Topology;

/** A store that processors connect to by name. */
public final class StorePlan extends PlanNode {

    private final StoreBuilder<?> store;

    public StorePlan(StoreBuilder<?> store) {
        super(store.name(), Effect.NONE);
        this.store = store;
    }

    @Override
    void writeTo(Topology topology) {
        topology.addStateStore(store);
    }
}

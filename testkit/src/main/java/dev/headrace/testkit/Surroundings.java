package dev.headrace.testkit;

import dev.headrace.topology.Topology;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one run of a crash test takes place in, besides Kafka and the disk: it outlives every process of the run.
 *
 * @param topology makes the topology anew for each start of a process
 * @param visible what can be seen in the surroundings
 */
record Surroundings(Supplier<Topology> topology, Supplier<Object> visible) {

    /** There is nothing. */
    static Surroundings none(Supplier<Topology> topology) {
        return new Surroundings(topology, () -> "nothing");
    }

    static <S> Surroundings of(S made, Function<S, Topology> topology, Function<S, Object> visible) {
        return new Surroundings(() -> topology.apply(made), () -> visible.apply(made));
    }
}

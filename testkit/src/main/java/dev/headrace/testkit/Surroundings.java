package dev.headrace.testkit;

import dev.headrace.port.FileTrees;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one run of a crash test takes place in, besides Kafka and the disk: it outlives every process of the run.
 *
 * @param topology makes the topology anew for each start of a process
 * @param visible what can be seen in the surroundings, of which files are a part
 */
record Surroundings(Supplier<Topology> topology, Visible visible) {

    /** What can be seen from outside. */
    @FunctionalInterface
    interface Visible {
        Object in(FileTrees files) throws IOException;
    }

    /** There is nothing. */
    static Surroundings none(Supplier<Topology> topology) {
        return new Surroundings(topology, files -> "nothing");
    }

    static <S> Surroundings of(S made, Function<S, Topology> topology, Function<S, Object> visible) {
        return new Surroundings(() -> topology.apply(made), files -> visible.apply(made));
    }

    /** The same, of which more is looked at. */
    Surroundings with(Visible more) {
        return new Surroundings(topology, files -> List.of(visible.in(files), more.in(files)));
    }
}

package dev.headrace.kstream.plan;

import dev.headrace.topology.Topology;
import java.util.List;

/** A processor, connected to stores that were added by name. */
public final class ProcessorPlan extends PlanNode {

    private final Writer writer;
    private final List<String> storeNames;

    /**
     * A processor.
     *
     * @param storeNames the stores to connect, beside those that its supplier brings along
     */
    public ProcessorPlan(String name, Effect effect, Writer writer, String... storeNames) {
        super(name, effect);
        this.writer = writer;
        this.storeNames = List.of(storeNames);
    }

    @Override
    void writeTo(Topology topology) {
        writer.write(topology, name(), parentNames());
        if (!storeNames.isEmpty()) {
            topology.connectProcessorAndStateStores(name(), storeNames.toArray(String[]::new));
        }
    }

    /** Adds the processor to a topology, by a supplier of one kind or the other. */
    @FunctionalInterface
    public interface Writer {

        /** Adds it. */
        void write(Topology topology, String name, String[] parentNames);
    }
}

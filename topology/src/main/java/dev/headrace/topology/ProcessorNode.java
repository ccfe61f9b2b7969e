package dev.headrace.topology;

import dev.headrace.processor.ProcessorSupplier;
import java.util.List;

/**
 * Runs a processor.
 *
 * @param supplier makes the processor of each task; a fixed-key processor is adapted to a plain one
 * @param stores the names of the stores connected to it, in the order in which they were connected
 */
public record ProcessorNode(
        String name, List<String> parents, ProcessorSupplier<?, ?, ?, ?> supplier, List<String> stores)
        implements Node {

    public ProcessorNode {
        parents = List.copyOf(parents);
        stores = List.copyOf(stores);
    }
}

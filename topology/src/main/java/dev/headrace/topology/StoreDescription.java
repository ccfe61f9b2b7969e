package dev.headrace.topology;

import dev.headrace.state.StoreBuilder;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store of a sub-topology.
 *
 * @param builder makes the store of each task
 * @param processors the names of the processors connected to it, in the order in which they were connected
 * @param restoreTopic the source topic from which the store is restored, since it holds what a changelog would; null: the
 *     store has a changelog of its own, or none
 */
public record StoreDescription(
        StoreBuilder<?> builder,
        Set<String> processors,
        @Nullable String restoreTopic) {

    public StoreDescription {
        processors = Collections.unmodifiableSet(new LinkedHashSet<>(processors));
    }

    /** The name of the store. */
    public String name() {
        return builder.name();
    }
}

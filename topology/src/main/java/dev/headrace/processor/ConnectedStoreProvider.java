package dev.headrace.processor;

import dev.headrace.state.StoreBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings along the stores that its processors use, so that they need not be added and connected by name. */
public interface ConnectedStoreProvider {

    /** The stores to add to the topology and connect; null for none. */
    default @Nullable Set<StoreBuilder<?>> stores() {
        return null;
    }
}

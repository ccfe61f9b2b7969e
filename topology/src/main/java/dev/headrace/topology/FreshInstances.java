package dev.headrace.topology;

import java.util.Objects;
import java.util.function.Supplier;

/** The rule that each task gets processors of its own. */
final class FreshInstances {

    private FreshInstances() {}

    @SuppressWarnings("ReferenceEquality") // whether it is the same object is the question
    static void check(String name, Supplier<?> supplier) {
        Objects.requireNonNull(supplier, "processorSupplier cannot be null");
        Object first = supplier.get();
        Object second = supplier.get();
        if (first == second) {
            throw new IllegalArgumentException("Cannot add processor '" + name + "': its supplier "
                    + supplier.getClass().getName()
                    + " returned the same object twice, and tasks cannot share a processor. Return a new one at each"
                    + " call.");
        }
    }
}

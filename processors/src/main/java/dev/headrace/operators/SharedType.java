package dev.headrace.operators;

import org.jspecify.annotations.Nullable;

/**
 * The type of values that a store hands out as the very objects that it was given, since they never change. Of any other type
 * it hands out a fresh copy at each read. Which types are which is the store's decision, once per class, and is learnt from
 * it: the same object twice tells.
 */
final class SharedType {

    private @Nullable Class<?> type;

    /** Whether {@code value} is known to be shared. */
    boolean covers(@Nullable Object value) {
        return value != null && value.getClass() == type;
    }

    /** Takes note of what a store gave for the same value twice, or took and gave back. */
    void observe(@Nullable Object once, @Nullable Object again) {
        if (once != null && once == again) {
            type = once.getClass();
        }
    }
}

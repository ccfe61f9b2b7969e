package dev.headrace.operators;

import dev.headrace.processor.Record;
import org.jspecify.annotations.Nullable;

/** Passes on the updates of a table with a store. */
interface TableForwarder<K, V> {

    /**
     * A form of the value that is in the store, fit for the {@code oldValue} of {@link #updated} even if user code changes
     * {@code stored} meanwhile.
     */
    V unchangeable(K key, V stored);

    /**
     * The store has just been given a new value.
     *
     * @param cause the record whose key it is, and which made the update
     * @param newValue null if the key was removed
     * @param oldValue what the store held before, as {@link #unchangeable} returned it; null if there was nothing
     * @param timestampMs of the update, in milliseconds since 1970
     */
    void updated(Record<K, ?> cause, @Nullable V newValue, @Nullable V oldValue, long timestampMs);

    /** Passes on what is held back. */
    void forwardBuffered();
}

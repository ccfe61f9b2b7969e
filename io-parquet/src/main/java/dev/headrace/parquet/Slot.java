package dev.headrace.parquet;

/** Where a converter puts a value that is complete. */
@FunctionalInterface
interface Slot {

    void set(Object value);
}

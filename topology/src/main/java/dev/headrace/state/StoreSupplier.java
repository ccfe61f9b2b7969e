package dev.headrace.state;

/** Makes stores of one kind and name. */
public interface StoreSupplier<T extends StateStore> {

    /** The name of the stores. */
    String name();

    /** A new store, not opened yet. */
    T get();

    /** The kind of store, as it stands in the tags of metrics. */
    String metricsScope();
}

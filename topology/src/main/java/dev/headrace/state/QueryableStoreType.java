package dev.headrace.state;

/** A kind of store that can be read from outside its query, and how to read it as one store over all partitions. */
public interface QueryableStoreType<T> {

    /** Whether a store is of this kind. */
    boolean accepts(StateStore stateStore);

    /** A view of all partitions of a store that the provider knows. */
    T create(StateStoreProvider storeProvider, String storeName);
}

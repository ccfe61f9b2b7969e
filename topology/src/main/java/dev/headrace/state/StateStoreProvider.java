package dev.headrace.state;

import java.util.List;

/** Knows the open stores of a running query; given to a {@link QueryableStoreType} when a store is asked for. */
public interface StateStoreProvider {

    /**
     * The stores of that name which the type accepts, one per partition that this instance holds. They are asked for again
     * at each read, so that a view follows tasks that come and go. What is returned has the type of the store itself: a
     * {@link TimestampedKeyValueStore}, say, although the type reads values only.
     *
     * @throws dev.headrace.errors.InvalidStateStoreException if there are none, or they are not of that type
     */
    <T> List<T> stores(String storeName, QueryableStoreType<T> queryableStoreType);
}

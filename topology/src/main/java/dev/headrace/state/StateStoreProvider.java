package dev.headrace.state;

import java.util.List;

/** Knows the open stores of a running query; given to a {@link QueryableStoreType} when a store is asked for. */
public interface StateStoreProvider {

    /**
     * The stores of that name, one per partition that this instance holds. They are asked for again at each read, so that
     * a view follows tasks that come and go.
     *
     * @throws dev.headrace.errors.InvalidStateStoreException if there are none, or they are not of that kind
     */
    <T> List<T> stores(String storeName, QueryableStoreType<T> queryableStoreType);
}

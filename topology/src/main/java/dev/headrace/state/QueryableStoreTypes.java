package dev.headrace.state;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The kinds of store that can be read from outside. A store whose values carry more than is asked for (a timestamp, headers)
 * is accepted too, and what was not asked for is left out.
 */
public final class QueryableStoreTypes {

    public QueryableStoreTypes() {}

    /** Stores of values by key. */
    public static <K, V> QueryableStoreType<ReadOnlyKeyValueStore<K, V>> keyValueStore() {
        return new KeyValueStoreType<>();
    }

    /** Stores of values by key, with timestamps. */
    public static <K, V> QueryableStoreType<ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>> timestampedKeyValueStore() {
        return new TimestampedKeyValueStoreType<>();
    }

    /** Stores of values by key, with timestamps and headers. */
    public static <K, V>
            QueryableStoreType<ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>>>
                    timestampedKeyValueStoreWithHeaders() {
        return new TimestampedKeyValueStoreWithHeadersType<>();
    }

    /** Stores of values by key and window. */
    public static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, V>> windowStore() {
        return new WindowStoreType<>();
    }

    /** Stores of values by key and window, with timestamps. */
    public static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> timestampedWindowStore() {
        return new TimestampedWindowStoreType<>();
    }

    /** Stores of values by key and window, with timestamps and headers. */
    public static <K, V>
            QueryableStoreType<ReadOnlyWindowStore<K, ValueTimestampHeaders<V>>> timestampedWindowStoreWithHeaders() {
        return new TimestampedWindowStoreWithHeadersType<>();
    }

    /** Stores of aggregates by key and session. */
    public static <K, V> QueryableStoreType<ReadOnlySessionStore<K, V>> sessionStore() {
        return new SessionStoreType<>();
    }

    /** Stores of aggregates by key and session, with headers. */
    public static <K, V>
            QueryableStoreType<ReadOnlySessionStore<K, AggregationWithHeaders<V>>> sessionStoreWithHeaders() {
        return new SessionStoreWithHeadersType<>();
    }

    /** A kind of store: which stores are of it, how much of a store it shows, and how partitions become one store. */
    private abstract static class Kind<S> implements QueryableStoreType<S> {

        private final Predicate<StateStore> accepts;
        private final UnaryOperator<S> narrow;
        private final Function<StorePartitions<S>, S> join;

        Kind(Predicate<StateStore> accepts, UnaryOperator<S> narrow, Function<StorePartitions<S>, S> join) {
            this.accepts = accepts;
            this.narrow = narrow;
            this.join = join;
        }

        @Override
        public boolean accepts(StateStore stateStore) {
            return accepts.test(stateStore);
        }

        @Override
        public S create(StateStoreProvider storeProvider, String storeName) {
            return join.apply(new StorePartitions<>(storeProvider, this, storeName, narrow));
        }
    }

    /** Stores of values by key. */
    public static class KeyValueStoreType<K, V> extends Kind<ReadOnlyKeyValueStore<K, V>> {

        KeyValueStoreType() {
            super(
                    ReadOnlyKeyValueStore.class::isInstance,
                    NarrowedStores::keyValueStoreOfValues,
                    AllPartitionsKeyValueStore::new);
        }
    }

    /** Stores of values by key, with timestamps. */
    public static class TimestampedKeyValueStoreType<K, V>
            extends Kind<ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>> {

        TimestampedKeyValueStoreType() {
            super(
                    store -> store instanceof TimestampedKeyValueStore
                            || store instanceof TimestampedKeyValueStoreWithHeaders,
                    NarrowedStores::keyValueStoreWithoutHeaders,
                    AllPartitionsKeyValueStore::new);
        }
    }

    private static final class TimestampedKeyValueStoreWithHeadersType<K, V>
            extends Kind<ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>>> {

        TimestampedKeyValueStoreWithHeadersType() {
            super(
                    TimestampedKeyValueStoreWithHeaders.class::isInstance,
                    UnaryOperator.identity(),
                    AllPartitionsKeyValueStore::new);
        }
    }

    /** Stores of values by key and window. */
    public static class WindowStoreType<K, V> extends Kind<ReadOnlyWindowStore<K, V>> {

        WindowStoreType() {
            super(
                    ReadOnlyWindowStore.class::isInstance,
                    NarrowedStores::windowStoreOfValues,
                    AllPartitionsWindowStore::new);
        }
    }

    /** Stores of values by key and window, with timestamps. */
    public static class TimestampedWindowStoreType<K, V> extends Kind<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> {

        TimestampedWindowStoreType() {
            super(
                    store -> store instanceof TimestampedWindowStore
                            || store instanceof TimestampedWindowStoreWithHeaders,
                    NarrowedStores::windowStoreWithoutHeaders,
                    AllPartitionsWindowStore::new);
        }
    }

    private static final class TimestampedWindowStoreWithHeadersType<K, V>
            extends Kind<ReadOnlyWindowStore<K, ValueTimestampHeaders<V>>> {

        TimestampedWindowStoreWithHeadersType() {
            super(
                    TimestampedWindowStoreWithHeaders.class::isInstance,
                    UnaryOperator.identity(),
                    AllPartitionsWindowStore::new);
        }
    }

    /** Stores of aggregates by key and session. */
    public static class SessionStoreType<K, V> extends Kind<ReadOnlySessionStore<K, V>> {

        SessionStoreType() {
            super(
                    ReadOnlySessionStore.class::isInstance,
                    NarrowedStores::sessionStoreOfAggregates,
                    AllPartitionsSessionStore::new);
        }
    }

    private static final class SessionStoreWithHeadersType<K, V>
            extends Kind<ReadOnlySessionStore<K, AggregationWithHeaders<V>>> {

        SessionStoreWithHeadersType() {
            super(SessionStoreWithHeaders.class::isInstance, UnaryOperator.identity(), AllPartitionsSessionStore::new);
        }
    }
}

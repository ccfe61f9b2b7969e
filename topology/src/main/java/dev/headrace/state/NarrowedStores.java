package dev.headrace.state;

import org.jspecify.annotations.Nullable;

/**
 * Shows of a store only as much as was asked for. The casts trust the store: its own type says what its values are, while the
 * type parameters are what the caller takes them for.
 */
@SuppressWarnings("unchecked")
final class NarrowedStores {

    private NarrowedStores() {}

    static <K, V> ReadOnlyKeyValueStore<K, V> keyValueStoreOfValues(ReadOnlyKeyValueStore<K, V> store) {
        Object actual = store;
        if (actual instanceof ReadOnlyTimestampedKeyValueStore<?, ?>) {
            return new ConvertedKeyValueStore<>(
                    (ReadOnlyTimestampedKeyValueStore<K, V>) actual, ValueAndTimestamp::getValueOrNull);
        }
        if (actual instanceof TimestampedKeyValueStoreWithHeaders<?, ?>) {
            return new ConvertedKeyValueStore<>(
                    (TimestampedKeyValueStoreWithHeaders<K, V>) actual, ValueTimestampHeaders::getValueOrNull);
        }
        return store;
    }

    static <K, V> ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>> keyValueStoreWithoutHeaders(
            ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>> store) {
        Object actual = store;
        return actual instanceof TimestampedKeyValueStoreWithHeaders<?, ?>
                ? new ConvertedKeyValueStore<>(
                        (TimestampedKeyValueStoreWithHeaders<K, V>) actual, NarrowedStores::withoutHeaders)
                : store;
    }

    static <K, V> ReadOnlyWindowStore<K, V> windowStoreOfValues(ReadOnlyWindowStore<K, V> store) {
        Object actual = store;
        if (actual instanceof TimestampedWindowStore<?, ?>) {
            return new ConvertedWindowStore<>((TimestampedWindowStore<K, V>) actual, ValueAndTimestamp::getValueOrNull);
        }
        if (actual instanceof TimestampedWindowStoreWithHeaders<?, ?>) {
            return new ConvertedWindowStore<>(
                    (TimestampedWindowStoreWithHeaders<K, V>) actual, ValueTimestampHeaders::getValueOrNull);
        }
        return store;
    }

    static <K, V> ReadOnlyWindowStore<K, ValueAndTimestamp<V>> windowStoreWithoutHeaders(
            ReadOnlyWindowStore<K, ValueAndTimestamp<V>> store) {
        Object actual = store;
        return actual instanceof TimestampedWindowStoreWithHeaders<?, ?>
                ? new ConvertedWindowStore<>(
                        (TimestampedWindowStoreWithHeaders<K, V>) actual, NarrowedStores::withoutHeaders)
                : store;
    }

    static <K, AGG> ReadOnlySessionStore<K, AGG> sessionStoreOfAggregates(ReadOnlySessionStore<K, AGG> store) {
        Object actual = store;
        return actual instanceof SessionStoreWithHeaders<?, ?>
                ? new ConvertedSessionStore<>(
                        (SessionStoreWithHeaders<K, AGG>) actual, AggregationWithHeaders::getAggregationOrNull)
                : store;
    }

    private static <V> @Nullable ValueAndTimestamp<V> withoutHeaders(@Nullable ValueTimestampHeaders<V> value) {
        return value == null ? null : ValueAndTimestamp.makeAllowNullable(value.value(), value.timestamp());
    }
}

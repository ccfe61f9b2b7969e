package dev.headrace.testkit;

import dev.headrace.state.AggregationWithHeaders;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.ReadOnlyKeyValueStore;
import dev.headrace.state.ReadOnlySessionStore;
import dev.headrace.state.ReadOnlyWindowStore;
import dev.headrace.state.SessionStore;
import dev.headrace.state.SessionStoreWithHeaders;
import dev.headrace.state.StateStore;
import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.TimestampedKeyValueStoreWithHeaders;
import dev.headrace.state.TimestampedWindowStore;
import dev.headrace.state.TimestampedWindowStoreWithHeaders;
import dev.headrace.state.ValueAndTimestamp;
import dev.headrace.state.ValueTimestampHeaders;
import dev.headrace.state.VersionedKeyValueStore;
import dev.headrace.state.WindowStore;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Shows an open store as the kind that a test asks for: with less than its values carry, or itself. The casts trust the caller,
 * who says what keys and values are.
 */
@SuppressWarnings("unchecked")
final class StoreViews {

    private static final long NO_TIMESTAMP = -1;

    private StoreViews() {}

    /** Refuses the kinds for which there are methods of their own. */
    static void refuseReadyMade(StateStore store) {
        if (store instanceof VersionedKeyValueStore) {
            throw refusal(store, "versioned key-value store", "getVersionedKeyValueStore()");
        }
        if (store instanceof TimestampedKeyValueStore || store instanceof TimestampedKeyValueStoreWithHeaders) {
            throw refusal(store, "timestamped key-value store", "getTimestampedKeyValueStore()");
        }
        if (store instanceof ReadOnlyKeyValueStore) {
            throw refusal(store, "key-value store", "getKeyValueStore()");
        }
        if (store instanceof TimestampedWindowStore || store instanceof TimestampedWindowStoreWithHeaders) {
            throw refusal(store, "timestamped window store", "getTimestampedWindowStore()");
        }
        if (store instanceof ReadOnlyWindowStore) {
            throw refusal(store, "window store", "getWindowStore()");
        }
        if (store instanceof ReadOnlySessionStore) {
            throw refusal(store, "session store", "getSessionStore()");
        }
    }

    private static IllegalArgumentException refusal(StateStore store, String kind, String method) {
        return new IllegalArgumentException(
                "Store " + store.name() + " is a " + kind + " and should be accessed via `" + method + "`");
    }

    static <K, V> @Nullable KeyValueStore<K, V> keyValueStore(@Nullable StateStore store) {
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?>) {
            return new KeyValueView<>(
                    (TimestampedKeyValueStoreWithHeaders<K, V>) store,
                    ValueTimestampHeaders::getValueOrNull,
                    value -> ValueTimestampHeaders.make(value, NO_TIMESTAMP, new RecordHeaders()));
        }
        if (store instanceof TimestampedKeyValueStore<?, ?>) {
            return new KeyValueView<>(
                    (TimestampedKeyValueStore<K, V>) store,
                    ValueAndTimestamp::getValueOrNull,
                    value -> ValueAndTimestamp.make(value, NO_TIMESTAMP));
        }
        return store instanceof KeyValueStore<?, ?> ? (KeyValueStore<K, V>) store : null;
    }

    static <K, V> @Nullable KeyValueStore<K, ValueAndTimestamp<V>> timestampedKeyValueStore(
            @Nullable StateStore store) {
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?>) {
            return new KeyValueView<>(
                    (TimestampedKeyValueStoreWithHeaders<K, V>) store,
                    StoreViews::withoutHeaders,
                    StoreViews::withoutAnyHeader);
        }
        return store instanceof TimestampedKeyValueStore<?, ?> ? (TimestampedKeyValueStore<K, V>) store : null;
    }

    static <K, V> @Nullable WindowStore<K, V> windowStore(@Nullable StateStore store) {
        if (store instanceof TimestampedWindowStoreWithHeaders<?, ?>) {
            return new WindowView<>(
                    (TimestampedWindowStoreWithHeaders<K, V>) store,
                    ValueTimestampHeaders::getValueOrNull,
                    value -> ValueTimestampHeaders.make(value, NO_TIMESTAMP, new RecordHeaders()));
        }
        if (store instanceof TimestampedWindowStore<?, ?>) {
            return new WindowView<>(
                    (TimestampedWindowStore<K, V>) store,
                    ValueAndTimestamp::getValueOrNull,
                    value -> ValueAndTimestamp.make(value, NO_TIMESTAMP));
        }
        return store instanceof WindowStore<?, ?> ? (WindowStore<K, V>) store : null;
    }

    static <K, V> @Nullable WindowStore<K, ValueAndTimestamp<V>> timestampedWindowStore(@Nullable StateStore store) {
        if (store instanceof TimestampedWindowStoreWithHeaders<?, ?>) {
            return new WindowView<>(
                    (TimestampedWindowStoreWithHeaders<K, V>) store,
                    StoreViews::withoutHeaders,
                    StoreViews::withoutAnyHeader);
        }
        return store instanceof TimestampedWindowStore<?, ?> ? (TimestampedWindowStore<K, V>) store : null;
    }

    static <K, AGG> @Nullable SessionStore<K, AGG> sessionStore(@Nullable StateStore store) {
        if (store instanceof SessionStoreWithHeaders<?, ?>) {
            return new SessionView<>(
                    (SessionStoreWithHeaders<K, AGG>) store,
                    AggregationWithHeaders::getAggregationOrNull,
                    aggregate -> AggregationWithHeaders.make(aggregate, new RecordHeaders()));
        }
        return store instanceof SessionStore<?, ?> ? (SessionStore<K, AGG>) store : null;
    }

    private static <V> @Nullable ValueAndTimestamp<V> withoutHeaders(@Nullable ValueTimestampHeaders<V> value) {
        return value == null ? null : ValueAndTimestamp.makeAllowNullable(value.value(), value.timestamp());
    }

    private static <V> @Nullable ValueTimestampHeaders<V> withoutAnyHeader(@Nullable ValueAndTimestamp<V> value) {
        return value == null ? null : ValueTimestampHeaders.make(value.value(), value.timestamp(), new RecordHeaders());
    }
}

package dev.headrace.operators;

import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Copies of stored values that user code never sees.
 *
 * <p>A store hands out an object of an immutable type as it is, and of any other type a fresh copy at each read. An
 * aggregator may change the copy that it is given and return it, so the value that it had before must be a second one. Which
 * types are which is the store's decision, once per class: two reads that return the same object tell.
 */
interface PrivateCopies<K, V> {

    /** A copy of {@code stored}, which was just read from the store under {@code key}; itself if its type is immutable. */
    V of(K key, V stored);

    /** Whether {@code stored} is known to need no copy. */
    boolean isShared(V stored);

    /** For a table whose old values nobody wants: makes none. */
    static <K, V> PrivateCopies<K, V> none() {
        return new PrivateCopies<>() {
            @Override
            public V of(K key, V stored) {
                return stored;
            }

            @Override
            public boolean isShared(V stored) {
                return true;
            }
        };
    }

    /** Makes them by reading again. */
    static <K, V> PrivateCopies<K, V> from(TimestampedKeyValueStore<K, V> store) {
        return new SecondRead<>(store);
    }

    /** Reads again, unless the last object of the same class that was read again was the same object. */
    final class SecondRead<K, V> implements PrivateCopies<K, V> {

        private final TimestampedKeyValueStore<K, V> store;
        private @Nullable Class<?> sharedType;

        private SecondRead(TimestampedKeyValueStore<K, V> store) {
            this.store = store;
        }

        @Override
        public boolean isShared(V stored) {
            return stored.getClass() == sharedType;
        }

        @Override
        public V of(K key, V stored) {
            if (isShared(stored)) {
                return stored;
            }
            V second = Objects.requireNonNull(ValueAndTimestamp.getValueOrNull(store.get(key)));
            if (second == stored) {
                sharedType = stored.getClass();
            }
            return second;
        }
    }
}

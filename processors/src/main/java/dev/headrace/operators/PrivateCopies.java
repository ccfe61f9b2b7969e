package dev.headrace.operators;

import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import java.util.Objects;

/**
 * Copies of stored values that user code never sees. An aggregator may change the value that it is given and return it, so the
 * value that it was before must be another object, unless its type is immutable.
 */
interface PrivateCopies<K, V> {

    /** A copy of {@code stored}, which was just read from the store under {@code key}; itself if its type is immutable. */
    V of(K key, V stored);

    /** Whether {@code stored} is known to need no copy. */
    boolean needless(V stored);

    /** For a table whose old values nobody wants: makes none. */
    static <K, V> PrivateCopies<K, V> none() {
        return new PrivateCopies<>() {
            @Override
            public V of(K key, V stored) {
                return stored;
            }

            @Override
            public boolean needless(V stored) {
                return true;
            }
        };
    }

    /** Makes them by reading again. */
    static <K, V> PrivateCopies<K, V> from(TimestampedKeyValueStore<K, V> store) {
        return new SecondRead<>(store);
    }

    /** Reads again what is not known to be shared. */
    final class SecondRead<K, V> implements PrivateCopies<K, V> {

        private final TimestampedKeyValueStore<K, V> store;
        private final SharedType shared = new SharedType();

        private SecondRead(TimestampedKeyValueStore<K, V> store) {
            this.store = store;
        }

        @Override
        public boolean needless(V stored) {
            return shared.covers(stored);
        }

        @Override
        public V of(K key, V stored) {
            if (needless(stored)) {
                return stored;
            }
            V second = Objects.requireNonNull(ValueAndTimestamp.getValueOrNull(store.get(key)));
            shared.observe(stored, second);
            return second;
        }
    }
}

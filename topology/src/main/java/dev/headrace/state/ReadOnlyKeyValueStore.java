package dev.headrace.state;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Reads a store of values by key. Iterators must be closed. */
public interface ReadOnlyKeyValueStore<K, V> {

    /**
     * The value of a key; null if there is none.
     *
     * @throws NullPointerException if the key is null
     */
    @Nullable
    V get(K key);

    /**
     * The entries with keys from {@code from} to {@code to}, both included, ascending in the order of the serialised keys. A
     * null bound is no bound.
     */
    KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to);

    /** As {@link #range}, descending. */
    default KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        throw Unsupported.backwards(this);
    }

    /** All entries, ascending in the order of the serialised keys. */
    KeyValueIterator<K, V> all();

    /** All entries, descending in the order of the serialised keys. */
    default KeyValueIterator<K, V> reverseAll() {
        throw Unsupported.backwards(this);
    }

    /** The entries whose serialised keys start with the serialised prefix, ascending. */
    default <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        throw Unsupported.refusal("scan by prefix", this);
    }

    /** About how many entries there are. */
    long approximateNumEntries();
}

package dev.headrace.common;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A key and a value. Either may be null. */
public class KeyValue<K, V> {

    /** The key. */
    public final @Nullable K key;

    /** The value. */
    public final @Nullable V value;

    public KeyValue(@Nullable K key, @Nullable V value) {
        this.key = key;
        this.value = value;
    }

    /** A pair of the two. */
    public static <K, V> KeyValue<K, V> pair(@Nullable K key, @Nullable V value) {
        return new KeyValue<>(key, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof KeyValue<?, ?> that
                        && Objects.equals(key, that.key)
                        && Objects.equals(value, that.value));
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value);
    }

    @Override
    public String toString() {
        return "KeyValue(" + key + ", " + value + ")";
    }
}

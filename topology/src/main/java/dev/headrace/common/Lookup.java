package dev.headrace.common;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what is known to be there. */
public final class Lookup {

    private Lookup() {}

    /**
     * What {@code map} holds for {@code key}.
     *
     * @throws IllegalStateException if it holds nothing
     */
    public static <K, V> V in(Map<K, V> map, K key) {
        @Nullable V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("Nothing is known of " + key + ", only of " + map.keySet());
        }
        return value;
    }
}

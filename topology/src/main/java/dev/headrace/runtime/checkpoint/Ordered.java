package dev.headrace.runtime.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Copies of maps that are iterated in the same order in every process, so that equal records have equal bytes. */
final class Ordered {

    private Ordered() {}

    static <V> SortedMap<String, V> copyOf(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}

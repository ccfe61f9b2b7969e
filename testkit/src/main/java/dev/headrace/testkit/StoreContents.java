package dev.headrace.testkit;

import dev.headrace.common.KeyValue;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.ReadOnlyKeyValueStore;
import dev.headrace.state.ReadOnlySessionStore;
import dev.headrace.state.ReadOnlyWindowStore;
import dev.headrace.state.StateStore;
import dev.headrace.topology.StoreDescription;
import dev.headrace.topology.TopologyPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads everything that a store holds. */
final class StoreContents {

    private StoreContents() {}

    /** The entries of a store, arrays of bytes as {@link Bytes}; empty for a kind of store that cannot be read as a whole. */
    static Optional<Map<Object, Object>> of(StateStore store) {
        if (store instanceof ReadOnlyKeyValueStore<?, ?> keyValues) {
            return Optional.of(drained(keyValues.all()));
        }
        if (store instanceof ReadOnlyWindowStore<?, ?> windows) {
            return Optional.of(drained(windows.all()));
        }
        if (store instanceof ReadOnlySessionStore<?, ?> sessions) {
            return Optional.of(drained(sessions.fetch(null, null)));
        }
        return Optional.empty();
    }

    private static <K, V> Map<Object, Object> drained(KeyValueIterator<K, V> entries) {
        Map<Object, Object> all = new LinkedHashMap<>();
        try (entries) {
            while (entries.hasNext()) {
                KeyValue<K, V> entry = entries.next();
                all.put(comparable(entry.key), comparable(entry.value));
            }
        }
        return all;
    }

    private static Object comparable(@Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        return value instanceof byte[] bytes ? Bytes.wrap(bytes) : value;
    }

    /** The stores of a topology. */
    static Stream<StoreDescription> descriptions(TopologyPlan plan) {
        return plan.subTopologies().stream().flatMap(sub -> sub.stores().stream());
    }

    /** Adds the entries of all stores that a process has open, by store and partition. */
    static void add(QueryProcess of, Map<String, Map<Integer, Map<Object, Object>>> contents) {
        descriptions(of.plan()).forEach(store -> {
            Map<Integer, Map<Object, Object>> partitions =
                    contents.computeIfAbsent(store.name(), name -> new TreeMap<>());
            of.stores(store.name())
                    .forEach((partition, open) -> of(open).ifPresent(entries -> partitions.put(partition, entries)));
        });
    }
}

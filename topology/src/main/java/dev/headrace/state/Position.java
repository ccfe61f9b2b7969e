package dev.headrace.state;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Offsets per topic and partition, up to which something has been seen. Mutable, and safe to read while another thread
 * changes it.
 */
public class Position {

    private final ConcurrentHashMap<String, ConcurrentHashMap<Integer, Long>> offsets = new ConcurrentHashMap<>();

    private Position() {}

    /** A new position that has seen nothing. */
    public static Position emptyPosition() {
        return new Position();
    }

    /** A new position with the offsets of the map, by topic and partition. */
    public static Position fromMap(@Nullable Map<String, ? extends Map<Integer, Long>> map) {
        Position position = new Position();
        if (map != null) {
            map.forEach((topic, partitions) -> position.offsets.put(topic, new ConcurrentHashMap<>(partitions)));
        }
        return position;
    }

    /** Moves one partition of this position forward, never back. Returns this. */
    public Position withComponent(String topic, int partition, long offset) {
        offsets.computeIfAbsent(topic, name -> new ConcurrentHashMap<>()).merge(partition, offset, Math::max);
        return this;
    }

    /** A new position with the same offsets. */
    public Position copy() {
        return fromMap(offsets);
    }

    /** Moves this position forward to where the other is further. Returns this. */
    public Position merge(@Nullable Position other) {
        if (other != null) {
            other.offsets.forEach((topic, partitions) ->
                    partitions.forEach((partition, offset) -> withComponent(topic, partition, offset)));
        }
        return this;
    }

    /** The topics of which something was seen. */
    public Set<String> getTopics() {
        return Collections.unmodifiableSet(offsets.keySet());
    }

    /** The offsets in a topic, by partition; empty if nothing was seen. */
    public Map<Integer, Long> getPartitionPositions(String topic) {
        ConcurrentHashMap<Integer, Long> partitions = offsets.get(topic);
        return partitions == null ? Map.of() : Collections.unmodifiableMap(partitions);
    }

    /** Whether nothing was seen. */
    public boolean isEmpty() {
        return offsets.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Position that && Objects.equals(offsets, that.offsets));
    }

    /** Refused: the position changes. */
    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("Cannot hash a position: it is mutable");
    }

    @Override
    public String toString() {
        return "Position" + offsets;
    }
}

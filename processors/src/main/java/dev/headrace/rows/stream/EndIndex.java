package dev.headrace.rows.stream;

import dev.headrace.common.KeyValue;
import dev.headrace.processor.EpochView;
import dev.headrace.rows.data.Micros;
import dev.headrace.rows.data.Row;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongBiFunction;

/** The keys in a store by when they are over, so that those that are need not be looked for. Made of the store at the start. */
final class EndIndex {

    /** Of keys that are never over. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long MICROS_PER_MS = 1_000;

    private final TreeMap<Long, Set<Row>> byEnd = new TreeMap<>();

    private EndIndex() {}

    /** The index of a store, of whose entries {@code endMs} says when they are over, in milliseconds since 1970. */
    static EndIndex of(KeyValueStore<Row, Row> store, ToLongBiFunction<Row, Row> endMs) {
        EndIndex index = new EndIndex();
        try (KeyValueIterator<Row, Row> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Row, Row> entry = entries.next();
                Row key = Objects.requireNonNull(entry.key);
                index.add(key, endMs.applyAsLong(key, Objects.requireNonNull(entry.value)));
            }
        }
        return index;
    }

    /** The first watermark, in whole milliseconds since 1970, that is not before a moment. */
    static long endMs(Instant moment) {
        return -Math.floorDiv(-Micros.of(moment), MICROS_PER_MS);
    }

    void add(Row key, long endMs) {
        if (endMs != NEVER) {
            byEnd.computeIfAbsent(endMs, any -> new LinkedHashSet<>()).add(key);
        }
    }

    void remove(Row key, long endMs) {
        Set<Row> sameEnd = byEnd.get(endMs);
        if (sameEnd != null && sameEnd.remove(key) && sameEnd.isEmpty()) {
            byEnd.remove(endMs);
        }
    }

    /** Whether a key is over at a watermark. */
    boolean hasOver(long watermarkMs) {
        return watermarkMs != EpochView.UNKNOWN_MS && !byEnd.isEmpty() && byEnd.firstKey() <= watermarkMs;
    }

    /** Removes the keys that are over at a watermark, and returns them, the earliest first. */
    List<Row> removeOver(long watermarkMs) {
        List<Row> over = new ArrayList<>();
        while (hasOver(watermarkMs)) {
            Map.Entry<Long, Set<Row>> earliest = byEnd.pollFirstEntry();
            over.addAll(earliest.getValue());
        }
        return over;
    }
}

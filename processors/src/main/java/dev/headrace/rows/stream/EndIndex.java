package dev.headrace.rows.stream;

import dev.headrace.processor.EpochView;
import dev.headrace.rows.data.Row;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The groups in a store by when they are over, so that those that are need not be looked for. Made of the store at the start. */
final class EndIndex {

    private final GroupTime time;
    private final TreeMap<Long, Set<Row>> byEnd = new TreeMap<>();

    private EndIndex(GroupTime time) {
        this.time = time;
    }

    static EndIndex of(KeyValueStore<Row, Row> store, GroupTime time) {
        EndIndex index = new EndIndex(time);
        try (KeyValueIterator<Row, Row> entries = store.all()) {
            while (entries.hasNext()) {
                index.add(Objects.requireNonNull(entries.next().key));
            }
        }
        return index;
    }

    void add(Row key) {
        long endMs = time.endMs(key);
        if (endMs != GroupTime.NEVER) {
            byEnd.computeIfAbsent(endMs, any -> new LinkedHashSet<>()).add(key);
        }
    }

    /** Whether a group is over at a watermark. */
    boolean hasOver(long watermarkMs) {
        return watermarkMs != EpochView.UNKNOWN_MS && !byEnd.isEmpty() && byEnd.firstKey() <= watermarkMs;
    }

    /** Removes the groups that are over at a watermark, and returns them, the earliest first. */
    List<Row> removeOver(long watermarkMs) {
        List<Row> over = new ArrayList<>();
        while (hasOver(watermarkMs)) {
            Map.Entry<Long, Set<Row>> earliest = byEnd.pollFirstEntry();
            over.addAll(earliest.getValue());
        }
        return over;
    }
}

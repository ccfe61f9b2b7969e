package dev.headrace.rows.stream;

import dev.headrace.common.KeyValue;
import dev.headrace.processor.EngineContext;
import dev.headrace.processor.Record;
import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.data.Row;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import dev.headrace.streaming.OutputMode;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Groups in a store. At the end of an epoch it forwards, by output mode, those that changed, those that are over, or all; what is
 * over is forgotten, but in complete mode.
 */
final class Groups extends EpochOperator {

    private final String storeName;
    private final Grouping grouping;
    private final GroupTime time;
    private final OutputMode mode;
    private final Set<Row> changed = new LinkedHashSet<>();

    private @Nullable KeyValueStore<Row, Row> store;
    private @Nullable EndIndex ends;

    Groups(String storeName, Grouping grouping, GroupTime time, OutputMode mode) {
        this.storeName = storeName;
        this.grouping = grouping;
        this.time = time;
        this.mode = mode;
    }

    @Override
    void open(EngineContext<Row, Row> engine) {
        KeyValueStore<Row, Row> opened = engine.getStateStore(storeName);
        EndIndex index = EndIndex.of(opened, (key, memory) -> time.endMs(key));
        store = opened;
        ends = index;
        engine.closesAt(index::hasOver);
    }

    @Override
    public void process(Record<Row, Row> record) {
        Row key = record.key();
        Row more = record.value();
        if (key == null || more == null || store == null || ends == null) {
            return;
        }
        Row before = store.get(key);
        if (before == null) {
            ends.add(key, time.endMs(key));
            store.put(key, more);
        } else {
            @Nullable Object[] memory = grouping.memory(before);
            grouping.merge(memory, grouping.memory(more));
            store.put(key, grouping.row(memory));
        }
        changed.add(key);
    }

    @Override
    public void forwardBuffered() {
        if (store == null || ends == null) {
            return;
        }
        if (mode == OutputMode.COMPLETE) {
            forwardAll(store);
        } else if (mode == OutputMode.UPDATE) {
            for (Row key : changed) {
                forwardResult(key, store.get(key));
            }
        }
        changed.clear();
        for (Row key : ends.removeOver(epoch().watermarkMs())) {
            Row memory = store.delete(key);
            if (mode == OutputMode.APPEND) {
                forwardResult(key, memory);
            }
        }
    }

    private void forwardAll(KeyValueStore<Row, Row> all) {
        try (KeyValueIterator<Row, Row> entries = all.all()) {
            while (entries.hasNext()) {
                KeyValue<Row, Row> entry = entries.next();
                forwardResult(Objects.requireNonNull(entry.key), entry.value);
            }
        }
    }

    private void forwardResult(Row key, @Nullable Row memory) {
        if (memory != null) {
            forward(null, grouping.result(key, grouping.memory(memory)), 0);
        }
    }
}

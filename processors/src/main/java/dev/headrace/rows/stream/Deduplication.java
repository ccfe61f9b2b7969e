package dev.headrace.rows.stream;

import dev.headrace.processor.EngineContext;
import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import dev.headrace.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Lets the first row of each key pass. Keys by a watermarked time are forgotten when that has passed. */
final class Deduplication extends EpochOperator {

    private final String storeName;
    private final GroupTime time;
    private final Row seen;

    private @Nullable KeyValueStore<Row, Row> store;
    private @Nullable EndIndex ends;

    /**
     * A deduplication.
     *
     * @param seen what is remembered of each key
     */
    Deduplication(String storeName, GroupTime time, Row seen) {
        this.storeName = storeName;
        this.time = time;
        this.seen = seen;
    }

    @Override
    void open(EngineContext<Row, Row> engine) {
        KeyValueStore<Row, Row> opened = engine.getStateStore(storeName);
        EndIndex index = EndIndex.of(opened, time);
        store = opened;
        ends = index;
        engine.closesAt(index::hasOver);
    }

    @Override
    public void process(Record<Row, Row> record) {
        Row key = record.key();
        Row row = record.value();
        if (key == null || row == null || store == null || ends == null) {
            return;
        }
        if (time.isOver(key, epoch().lateMs())) {
            drop();
        } else if (store.putIfAbsent(key, seen) == null) {
            ends.add(key);
            forward(null, row, record.timestamp());
        }
    }

    @Override
    public void forwardBuffered() {
        if (store != null && ends != null) {
            ends.removeOver(epoch().watermarkMs()).forEach(store::delete);
        }
    }
}

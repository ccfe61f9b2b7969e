package dev.headrace.rows.stream;

import dev.headrace.processor.EngineContext;
import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Lets the first row of each key pass, as long as it is remembered. */
final class Deduplication extends EpochOperator {

    /** What is remembered of a key: the watermark, in milliseconds since 1970, at which it is forgotten. */
    static final Schema MEMORY = Schema.of("until BIGINT");

    private final String storeName;
    private final Lifetime lifetime;

    private @Nullable KeyValueStore<Row, Row> store;
    private @Nullable EndIndex ends;

    Deduplication(String storeName, Lifetime lifetime) {
        this.storeName = storeName;
        this.lifetime = lifetime;
    }

    @Override
    void open(EngineContext<Row, Row> engine) {
        KeyValueStore<Row, Row> opened = engine.getStateStore(storeName);
        EndIndex index = EndIndex.of(opened, (key, memory) -> memory.getLong("until"));
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
        if (lifetime.isLate(row, epoch().lateMs())) {
            drop();
            return;
        }
        long untilMs = lifetime.untilMs(row);
        if (store.putIfAbsent(key, Row.wrap(MEMORY, new Object[] {untilMs})) == null) {
            ends.add(key, untilMs);
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

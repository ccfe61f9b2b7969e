package dev.headrace.connect;

import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import dev.headrace.sink.InputRange;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkPlacement;
import dev.headrace.sink.SinkWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows the rows of each epoch after it was committed, each epoch once as long as the process lives. For people and tests: what
 * was committed and not yet shown when a process dies is not shown by the next.
 */
public final class ShownSink implements Sink<Object, Row> {

    private final String description;
    private final Show show;

    /**
     * A sink.
     *
     * @param description where rows are shown, in a few words
     */
    public ShownSink(String description, Show show) {
        this.description = description;
        this.show = show;
    }

    /** Where rows are shown. */
    @FunctionalInterface
    public interface Show {
        void rows(List<Row> rows, long epoch);
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public SinkPlacement placement() {
        return SinkPlacement.GATHERED;
    }

    @Override
    public SinkWriter<Object, Row> writer(SinkContext context) {
        return new Writer();
    }

    private final class Writer implements SinkWriter<Object, Row> {

        private final Map<Long, List<Row>> staged = new HashMap<>();
        private List<Row> open = new ArrayList<>();

        @Override
        public void write(Record<Object, Row> record) {
            if (record.value() != null) {
                open.add(record.value());
            }
        }

        @Override
        public Receipt stage(long epoch, List<InputRange> inputs) {
            if (open.isEmpty()) {
                return Receipt.NOTHING;
            }
            staged.put(epoch, open);
            open = new ArrayList<>();
            return new Receipt(epoch, "{}");
        }

        @Override
        public void publish(Receipt receipt) {
            List<Row> rows = staged.remove(receipt.epoch());
            if (rows != null) {
                show.rows(rows, receipt.epoch());
            }
        }

        @Override
        public void rollback(List<Receipt> uncommitted) {
            open.clear();
            uncommitted.forEach(receipt -> staged.remove(receipt.epoch()));
        }

        @Override
        public void sweep(List<Receipt> committed) {}

        @Override
        public void close() {}
    }
}

package dev.headrace.rows.stream;

import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The whole result of an epoch, ordered, and no longer than it may be. */
final class WholeResult extends EpochOperator {

    /** No order: sorting by it leaves rows as they came. */
    static final Comparator<Row> AS_IT_COMES = Comparator.comparing(row -> true);

    private final Comparator<Row> order;
    private final long countMax;
    private final List<Row> rows = new ArrayList<>();

    WholeResult(Comparator<Row> order, long countMax) {
        this.order = order;
        this.countMax = countMax;
    }

    @Override
    public void process(Record<Row, Row> record) {
        if (record.value() != null) {
            rows.add(record.value());
        }
    }

    @Override
    public void forwardBuffered() {
        rows.sort(order);
        for (Row row : rows.subList(0, (int) Math.min(countMax, rows.size()))) {
            forward(null, row, 0);
        }
        rows.clear();
    }
}

package dev.headrace.rows.stream;

import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import java.util.List;

/** Makes some rows of each. */
final class Mapping extends EpochOperator {

    private final Making making;

    Mapping(Making making) {
        this.making = making;
    }

    /** Makes some rows of one. */
    @FunctionalInterface
    interface Making {
        List<Row> of(Row row, long nowMs);
    }

    @Override
    public void process(Record<Row, Row> record) {
        Row row = record.value();
        if (row != null) {
            for (Row made : making.of(row, epoch().openedMs())) {
                forward(null, made, record.timestamp());
            }
        }
    }
}

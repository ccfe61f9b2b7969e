package dev.headrace.rows.stream;

import dev.headrace.processor.Record;
import dev.headrace.rows.batch.Batch;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Joins rows with those of the right side, which is read anew in every epoch that has rows. */
final class StaticJoin extends EpochOperator {

    private final Plan.Join join;
    private Batch.@Nullable HashJoin table;
    private long tableEpoch;

    StaticJoin(Plan.Join join) {
        this.join = join;
    }

    @Override
    public void process(Record<Row, Row> record) {
        Row row = record.value();
        if (row != null) {
            for (Row joined : table().of(row)) {
                forward(null, joined, record.timestamp());
            }
        }
    }

    private Batch.HashJoin table() {
        Batch.HashJoin current = table;
        if (current == null || tableEpoch != epoch().number()) {
            try {
                current = new Batch(epoch().openedMs()).hashJoin(join);
            } catch (IOException e) {
                throw new UncheckedIOException("Failed to read the right side of a join: " + e.getMessage(), e);
            }
            table = current;
            tableEpoch = epoch().number();
        }
        return current;
    }
}

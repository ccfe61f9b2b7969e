package dev.headrace.rows.stream;

import dev.headrace.processor.Record;
import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.data.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one task's rows of an epoch add to each group; sent on at the end of the epoch, one record per group. */
final class PartialGroups extends EpochOperator {

    private final Grouping grouping;
    private final GroupTime time;
    private final Map<Row, @Nullable Object[]> groups = new LinkedHashMap<>();
    private long timestampMs;

    PartialGroups(Grouping grouping, GroupTime time) {
        this.grouping = grouping;
        this.time = time;
    }

    @Override
    public void process(Record<Row, Row> record) {
        Row row = record.value();
        if (row == null) {
            return;
        }
        long nowMs = epoch().openedMs();
        Row key = grouping.key(row, nowMs);
        if (time.isOver(key, epoch().lateMs())) {
            drop();
            return;
        }
        grouping.add(groups.computeIfAbsent(key, any -> grouping.begin()), row, nowMs);
        timestampMs = Math.max(timestampMs, record.timestamp());
    }

    @Override
    public void forwardBuffered() {
        groups.forEach((key, memory) -> forward(key, grouping.row(memory), timestampMs));
        groups.clear();
    }
}

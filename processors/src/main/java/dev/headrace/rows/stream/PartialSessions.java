package dev.headrace.rows.stream;

import dev.headrace.processor.Record;
import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.window.SessionKeys;
import dev.headrace.rows.window.Sessions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of one task's rows of an epoch; sent on at the end of the epoch, a record each, by what else is in the key. */
final class PartialSessions extends EpochOperator {

    private final Grouping grouping;
    private final SessionKeys keys;
    private final GroupTime time;
    private final StoredSessions stored;
    private final Map<Row, Sessions> byRest = new LinkedHashMap<>();
    private long timestampMs;

    PartialSessions(Grouping grouping, SessionKeys keys, GroupTime time) {
        this.grouping = grouping;
        this.keys = keys;
        this.time = time;
        this.stored = new StoredSessions(grouping);
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
        @Nullable Object[] memory = grouping.begin();
        grouping.add(memory, row, nowMs);
        byRest.computeIfAbsent(keys.rest(key), any -> new Sessions(grouping)).add(keys.session(key), memory);
        timestampMs = Math.max(timestampMs, record.timestamp());
    }

    @Override
    public void forwardBuffered() {
        byRest.forEach((rest, sessions) -> forward(rest, stored.row(sessions), timestampMs));
        byRest.clear();
    }
}

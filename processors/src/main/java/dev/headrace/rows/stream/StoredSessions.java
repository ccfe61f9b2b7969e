package dev.headrace.rows.stream;

import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.window.Sessions;
import dev.headrace.rows.window.Windows;
import java.util.List;
import java.util.Objects;

/** Sessions as a row. */
final class StoredSessions {

    private final Grouping grouping;
    private final Schema session;
    private final Schema schema;

    StoredSessions(Grouping grouping) {
        this.grouping = grouping;
        this.session = Schema.of(
                new Field("window", Windows.SCHEMA, true), new Field("memory", grouping.memorySchema(), true));
        this.schema = Schema.of(new Field("sessions", new ArrayType(session), true));
    }

    Schema schema() {
        return schema;
    }

    Row row(Sessions sessions) {
        List<Row> rows = sessions.all().stream()
                .map(each -> Row.wrap(session, new Object[] {each.window(), grouping.row(each.memory())}))
                .toList();
        return Row.wrap(schema, new Object[] {rows});
    }

    /** Takes those of a row into others. */
    void addTo(Sessions sessions, Row row) {
        for (Object each : (List<?>) Objects.requireNonNull(row.get(0))) {
            Row one = (Row) each;
            sessions.add((Row) Objects.requireNonNull(one.get(0)), grouping.memory((Row)
                    Objects.requireNonNull(one.get(1))));
        }
    }
}

package dev.headrace.rows.window;

import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keys of groups of which one column is a session: what stays the same when sessions meet, and what does not.
 *
 * @param schema the columns of keys
 * @param rest the columns but the session
 * @param place where the session stands among the former
 */
public record SessionKeys(Schema schema, Schema rest, int place) {

    /** Keys of some columns, one of which is a session. */
    public static SessionKeys of(Schema schema, int place) {
        List<Field> fields = new ArrayList<>(schema.fields());
        fields.remove(place);
        return new SessionKeys(schema, Schema.of(fields), place);
    }

    /** The session of a key. */
    public Row session(Row key) {
        return (Row) Objects.requireNonNull(key.get(place));
    }

    /** A key without its session. */
    public Row rest(Row key) {
        List<@Nullable Object> values = new ArrayList<>(key.values());
        values.remove(place);
        return Row.wrap(rest, values.toArray());
    }

    /** The key of a session. */
    public Row key(Row others, Row session) {
        List<@Nullable Object> values = new ArrayList<>(others.values());
        values.add(place, session);
        return Row.wrap(schema, values.toArray());
    }
}

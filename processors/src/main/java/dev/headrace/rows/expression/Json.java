package dev.headrace.rows.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.rows.data.JsonRows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Structs as JSON text and back. */
public final class Json {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    /** The struct that a text holds; null where it is no JSON object, or does not fit the schema. */
    public static Call from(Expression text, String ddl) {
        Schema schema = Schema.of(ddl);
        JsonRows rows = JsonRows.of(schema);
        return Call.of("from_json", List.of(text), arguments -> {
            Texts.requireText(arguments.get(0));
            return Call.strict(schema, arguments.get(0), value -> read((String) value, rows));
        });
    }

    private static @Nullable Row read(String text, JsonRows rows) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isObject() ? rows.row(node) : null;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }

    /** A struct as text. */
    public static Call to(Expression struct) {
        return Call.of("to_json", List.of(struct), arguments -> {
            if (!(arguments.get(0).type() instanceof Schema schema)) {
                throw new IllegalArgumentException("it takes a struct, and there is "
                        + arguments.get(0).type().ddl());
            }
            JsonRows rows = JsonRows.of(schema);
            return Call.strict(SimpleType.STRING, arguments.get(0), value -> rows.node((Row) value)
                    .toString());
        });
    }
}

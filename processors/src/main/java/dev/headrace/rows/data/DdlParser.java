package dev.headrace.rows.data;

import dev.headrace.common.NearName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads schemas and types by recursive descent over the tokens of their text. */
final class DdlParser {

    private static final Map<String, DataType> SIMPLE = simpleTypes();
    private static final List<String> WITH_PARAMETERS = List.of("ARRAY", "MAP", "STRUCT", "DECIMAL", "DEC", "NUMERIC");
    private static final DecimalType DECIMAL_DEFAULT = new DecimalType(10, 0);

    private final DdlTokens tokens;

    /** @param what what the text should be, for messages */
    DdlParser(String text, String what) {
        this.tokens = new DdlTokens(text, what);
    }

    private static Map<String, DataType> simpleTypes() {
        Map<String, DataType> types = new HashMap<>();
        for (SimpleType type : SimpleType.values()) {
            types.put(type.name(), type);
        }
        types.put("BYTE", SimpleType.TINYINT);
        types.put("SHORT", SimpleType.SMALLINT);
        types.put("INTEGER", SimpleType.INT);
        types.put("LONG", SimpleType.BIGINT);
        types.put("REAL", SimpleType.FLOAT);
        types.put("TIMESTAMP_LTZ", SimpleType.TIMESTAMP);
        return types;
    }

    Schema wholeSchema() {
        Schema schema = schema(tokens.position());
        tokens.expectEnd();
        return schema;
    }

    DataType wholeType() {
        DataType type = type();
        tokens.expectEnd();
        return type;
    }

    private Schema schema(int position) {
        List<Field> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (tokens.takeIf(","));
        try {
            return Schema.of(fields);
        } catch (IllegalArgumentException sameName) {
            throw tokens.error(position, sameName);
        }
    }

    private Field field() {
        String name = tokens.takeName("the name of a column");
        tokens.takeIf(":");
        DataType type = type();
        boolean nullable = true;
        if (tokens.takeWordIf("NOT")) {
            tokens.takeWord("NULL");
            nullable = false;
        }
        if (tokens.takeWordIf("COMMENT")) {
            tokens.takeText("a comment");
        }
        return new Field(name, type, nullable);
    }

    private DataType type() {
        int position = tokens.position();
        String word = tokens.takeName("a type");
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "ARRAY" -> array();
            case "MAP" -> map(position);
            case "STRUCT" -> struct();
            case "DECIMAL", "DEC", "NUMERIC" -> decimal(position);
            case "CHAR", "VARCHAR" ->
                throw tokens.error(position, "text of limited length is not supported; write STRING");
            default -> simple(position, word);
        };
    }

    private DataType simple(int position, String word) {
        DataType type = SIMPLE.get(word.toUpperCase(Locale.ROOT));
        if (type == null) {
            List<String> known = Stream.concat(SIMPLE.keySet().stream().sorted(), WITH_PARAMETERS.stream())
                    .toList();
            throw tokens.error(position, "there is no type '" + word + "'" + NearName.hint(word, known));
        }
        return type;
    }

    private DataType array() {
        tokens.take("<");
        DataType element = type();
        tokens.take(">");
        return new ArrayType(element);
    }

    private DataType map(int position) {
        tokens.take("<");
        DataType key = type();
        tokens.take(",");
        DataType value = type();
        tokens.take(">");
        try {
            return new MapType(key, value);
        } catch (IllegalArgumentException refused) {
            throw tokens.error(position, refused);
        }
    }

    private Schema struct() {
        tokens.take("<");
        if (tokens.takeIf(">")) {
            return Schema.of();
        }
        Schema fields = schema(tokens.position());
        tokens.take(">");
        return fields;
    }

    private DataType decimal(int position) {
        if (!tokens.takeIf("(")) {
            return DECIMAL_DEFAULT;
        }
        int precision = tokens.takeNumber("the precision");
        int scale = tokens.takeIf(",") ? tokens.takeNumber("the scale") : 0;
        tokens.take(")");
        try {
            return new DecimalType(precision, scale);
        } catch (IllegalArgumentException outOfRange) {
            throw tokens.error(position, outOfRange);
        }
    }
}

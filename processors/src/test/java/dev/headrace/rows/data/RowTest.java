package dev.headrace.rows.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.rows.data.SchemaTest.Event;
import dev.headrace.rows.data.SchemaTest.Geo;
import dev.headrace.rows.data.SchemaTest.Kind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTest {

    private static final Schema SCHEMA = Schema.of("user_id STRING, geo STRUCT<city: STRING, latitude: DOUBLE>,"
            + " amounts ARRAY<BIGINT>, kind STRING, age INT");

    @Test
    void isReadByName() {
        Row row = Row.of(SCHEMA, "anna", new Geo("Bonn", 50.7), List.of(1, 2L), Kind.SHOP, null);
        assertThat(row.getString("USER_ID")).isEqualTo("anna");
        assertThat(row.getStruct("geo").getDouble("latitude")).isEqualTo(50.7);
        assertThat(row.<Long>getList("amounts")).containsExactly(1L, 2L);
        assertThat(row.<String>getAs("kind")).isEqualTo("SHOP");
        assertThat(row.isNull("age")).isTrue();
        assertThat(row)
                .hasToString(
                        "{user_id: anna, geo: {city: Bonn, latitude: 50.7}, amounts: [1, 2], kind: SHOP, age: null}");
    }

    @Test
    void refusesToBeReadAsAnotherType() {
        Row row = Row.of(Schema.of("n BIGINT, s STRING"), 1, null);
        assertThatThrownBy(() -> row.getString("n")).hasMessage("Cannot get column 'n' as a String: it is BIGINT");
        assertThatThrownBy(() -> row.getInt("s"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("Cannot get column 's' as a Integer: it is null; ask isNull first");
        assertThatThrownBy(() -> row.get("total")).hasMessageContaining("there are [n, s]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "INT NOT NULL; ; Cannot put null into column 'c': it is NOT NULL",
                "INT; text; Cannot put text (String) into column 'c': it is INT",
                "ARRAY<INT>; text; Cannot put text (String) into column 'c': it is ARRAY<INT>",
                "DECIMAL(3,1); text; Cannot put text (String) into column 'c': it is DECIMAL(3,1)",
            })
    void refusesValuesThatDoNotFit(String type, String value, String message) {
        assertThatThrownBy(() -> Row.of(Schema.of("c " + type), value)).hasMessage(message);
    }

    @Test
    void refusesValuesThatDoNotFitWithin() {
        assertThatThrownBy(() -> Row.of(Schema.of("c ARRAY<MAP<STRING, INT>>"), List.of(Map.of("a", 1L))))
                .hasMessage("Cannot put 1 (Long) into column 'c.element.value': it is INT");
        assertThatThrownBy(() -> Row.of(Schema.of("c DECIMAL(3,1)"), new BigDecimal("100.0")))
                .hasMessageContaining("Cannot put 100.0 (BigDecimal) into column 'c'");
        assertThatThrownBy(() -> Row.of(Schema.of("a INT, b INT"), 1))
                .hasMessage("Cannot make a row of 1 values: there are 2 columns, a INT, b INT");
    }

    @Test
    void bringsValuesIntoOneForm() {
        Schema schema = Schema.of("d DECIMAL(5,2), b BINARY, t TIMESTAMP");
        Row one = Row.of(schema, new BigDecimal("1.5"), new byte[] {1}, Instant.ofEpochSecond(1, 1_999));
        Row other = Row.of(
                schema, new BigDecimal("1.50"), ByteBuffer.wrap(new byte[] {1}), Instant.ofEpochSecond(1, 1_000));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.getBinary("b")).containsExactly(1);
    }

    @Test
    void doesNotChangeWithWhatItWasMadeOf() {
        List<Integer> list = new ArrayList<>(Arrays.asList(1, null));
        byte[] bytes = {1};
        Row row = Row.of(Schema.of("l ARRAY<INT>, b BINARY"), list, bytes);
        list.clear();
        bytes[0] = 2;
        assertThat(row.<Integer>getList("l")).containsExactly(1, null);
        assertThat(row.getBinary("b")).containsExactly(1);
        assertThatThrownBy(() -> row.getList("l").clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void becomesAJavaRecordAndBack() {
        Event event = new Event("anna", new Geo("Bonn", 50.7), List.of(1L, 2L), Kind.SHOP, null);
        Row row = Row.from(SCHEMA, event);
        assertThat(row.as(Event.class)).isEqualTo(event);
        assertThat(Row.from(event).as(Event.class)).isEqualTo(event);
    }

    record Primitive(int age) {}

    record Misnamed(String userID, String town) {}

    @Test
    void refusesJavaRecordsThatDoNotFit() {
        Row row = Row.of(SCHEMA, "anna", null, null, null, null);
        assertThatThrownBy(() -> row.as(Primitive.class))
                .hasMessageContaining("component 'age' is a primitive and its column is null");
        assertThatThrownBy(() -> row.as(Misnamed.class))
                .hasMessageContaining("there is no column for component 'town'");
        assertThatThrownBy(() -> Row.from(SCHEMA, new Primitive(3)))
                .hasMessage("Cannot make a row of a Primitive: it has no component for column 'user_id'");
    }

    record Wrong(Long age) {}

    @Test
    void refusesComponentsOfAnotherType() {
        assertThatThrownBy(() -> Row.of(Schema.of("age INT"), 3).as(Wrong.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read a row as Wrong: ");
    }
}

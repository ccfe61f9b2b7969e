package dev.headrace.rows.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final String EVENTS = "device STRING, ecommerce STRUCT<purchase_revenue_in_usd: DOUBLE,"
            + " total_item_quantity: BIGINT, unique_items: BIGINT>, event_name STRING, event_timestamp BIGINT,"
            + " geo STRUCT<city: STRING, state: STRING>, items ARRAY<STRUCT<coupon: STRING, item_id: STRING,"
            + " price_in_usd: DOUBLE, quantity: BIGINT>>, traffic_source STRING, user_id STRING NOT NULL";

    @Test
    void readsWhatItPrints() {
        Schema schema = Schema.of(EVENTS);
        assertThat(schema.columnsDdl()).isEqualTo(EVENTS);
        assertThat(Schema.of(schema.columnsDdl())).isEqualTo(schema).hasSameHashCodeAs(schema);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "a int; a INT",
                "a integer, b long; a INT, b BIGINT",
                "a: Short , b :byte; a SMALLINT, b TINYINT",
                "a real COMMENT 'how ''it'' is', b double not null; a FLOAT, b DOUBLE NOT NULL",
                "a decimal; a DECIMAL(10,0)",
                "a numeric(7), b dec(9 , 2); a DECIMAL(7,0), b DECIMAL(9,2)",
                "`first name` string, `a``b` date; `first name` STRING, `a``b` DATE",
                "m map<string,array<map<int,timestamp>>>; m MAP<STRING, ARRAY<MAP<INT, TIMESTAMP>>>",
                "s struct<a int, b: struct<c: timestamp_ntz not null>>; s STRUCT<a: INT, b: STRUCT<c: TIMESTAMP_NTZ NOT NULL>>",
                "s struct<>; s STRUCT<>",
                "timestamp timestamp, date binary; timestamp TIMESTAMP, date BINARY",
            })
    void readsWhatUsersWrite(String written, String printed) {
        assertThat(Schema.of(written).columnsDdl()).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "user_id STRNG; 8; there is no type 'STRNG', did you mean 'STRING'?",
                "a INT b STRING; 6; ',' or the end was expected, not 'b'",
                "a INT, ; 6; the name of a column was expected where it ends",
                "a; 1; a type was expected where it ends",
                "a ARRAY<INT; 11; '>' was expected where it ends",
                "a ARRAY INT; 8; '<' was expected, not 'INT'",
                "a MAP<INT>; 9; ',' was expected, not '>'",
                "a DECIMAL(39,2); 2; Cannot make DECIMAL(39,2)",
                "a DECIMAL(x); 10; the precision, a number, was expected, not 'x'",
                "a VARCHAR(10); 2; text of limited length is not supported",
                "a INT NOT, b INT; 9; NULL was expected, not ','",
                "`a INT; 0; what starts with ` does not end",
                "id INT, Id STRING; 0; two columns are named 'id' and 'Id'",
                "a MAP<MAP<INT,INT>,INT>; 2; a map cannot be the key of another",
            })
    void refusesWithThePlace(String written, int position, String reason) {
        assertThatThrownBy(() -> Schema.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read the schema: at position " + position + ", ")
                .hasMessageContaining(reason.replace(", did", "; did"))
                .hasMessageEndingWith("\n  " + " ".repeat(position) + "^");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOOLEAN", "DECIMAL(38,38)", "ARRAY<BINARY>", "MAP<STRING, DOUBLE>", "STRUCT<a: INT>"})
    void readsTypes(String ddl) {
        assertThat(DataType.of(ddl).ddl()).isEqualTo(ddl);
    }

    @Test
    void findsColumnsWhateverTheirCase() {
        Schema schema = Schema.of("user_id STRING, Device STRING");
        assertThat(schema.indexOf("DEVICE")).isEqualTo(1);
        assertThat(schema.field("USER_ID").name()).isEqualTo("user_id");
        assertThatThrownBy(() -> schema.indexOf("devise"))
                .hasMessage("Cannot find column 'devise'; did you mean 'Device'?");
    }

    @Test
    void drawsTheTree() {
        assertThat(Schema.of("a INT NOT NULL, s STRUCT<b: ARRAY<STRING>>, m MAP<STRING, INT>")
                        .treeString())
                .isEqualTo(String.join(
                        "\n",
                        "root",
                        " |-- a: int (nullable = false)",
                        " |-- s: struct (nullable = true)",
                        " |    |-- b: array (nullable = true)",
                        " |    |    |-- element: string (nullable = true)",
                        " |-- m: map (nullable = true)",
                        " |    |-- key: string (nullable = false)",
                        " |    |-- value: int (nullable = true)",
                        ""));
    }

    @Test
    void forgetsNotNullEverywhere() {
        assertThat(Schema.of("a INT NOT NULL, s ARRAY<STRUCT<b: INT NOT NULL>> NOT NULL")
                        .allNullable()
                        .columnsDdl())
                .isEqualTo("a INT, s ARRAY<STRUCT<b: INT>>");
    }

    enum Kind {
        SHOP
    }

    record Geo(String city, double latitude) {}

    record Event(String userId, Geo geo, List<Long> amounts, Kind kind, Integer age) {}

    @Test
    void isMadeOfAJavaRecord() {
        assertThat(Schema.of(Event.class).columnsDdl())
                .isEqualTo("userId STRING, geo STRUCT<city: STRING, latitude: DOUBLE NOT NULL>, amounts ARRAY<BIGINT>,"
                        + " kind STRING, age INT");
    }

    record Odd(Thread thread) {}

    @Test
    void refusesComponentsThatNoColumnCanHold() {
        assertThatThrownBy(() -> Schema.of(Odd.class))
                .hasMessage("Cannot make a schema of Odd: component 'thread' is a java.lang.Thread, which no column can"
                        + " hold");
    }
}

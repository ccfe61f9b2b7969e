package dev.headrace.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.RowLoader;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV as Spark spells it. */
class CsvTest {

    @TempDir
    Path directory;

    @Test
    void everySingleValueComesBack() {
        Schema schema =
                Schema.of("flag BOOLEAN, tiny TINYINT, big BIGINT, float FLOAT, double DOUBLE, text STRING, day DATE,"
                        + " moment TIMESTAMP, local TIMESTAMP_NTZ, exact DECIMAL(20,4)");
        List<Row> rows = List.of(
                Row.of(
                        schema,
                        true,
                        (byte) -5,
                        Long.MIN_VALUE,
                        Float.NaN,
                        Double.NEGATIVE_INFINITY,
                        "a, \"b\" \\ 'c'",
                        LocalDate.of(2026, 11, 27),
                        Instant.parse("2026-11-27T10:20:30.123456Z"),
                        LocalDateTime.parse("2026-11-27T10:20:30.120"),
                        new BigDecimal("1234567890123456.7890")),
                Row.of(schema, null, null, null, 1.5f, null, "", null, null, null, null));
        String path = directory.resolve("out").toString();

        Rows.of(schema, rows).write().option("header", true).csv(path);

        assertThat(Rows.read().schema(schema).option("header", true).csv(path).collect())
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a,b",
                "\"",
                "\"\"",
                "a\"b",
                "\\",
                "a\\",
                "\\\"",
                "'",
                "#a",
                "tab\there",
                "null",
                "ž 😀",
                " a "
            })
    void textsComeBack(String text) {
        Schema schema = Schema.of("a STRING, b STRING");
        List<Row> rows = List.of(Row.of(schema, text, "x"), Row.of(schema, "y", text));
        String path = directory.resolve("out").toString();

        Rows.of(schema, rows)
                .write()
                .option("ignoreLeadingWhiteSpace", false)
                .option("ignoreTrailingWhiteSpace", false)
                .csv(path);

        assertThat(Rows.read().schema(schema).csv(path).collect()).isEqualTo(rows);
    }

    @Test
    void linesWithinQuotesAreOneRecordWhereTheyMayBe() throws IOException {
        put("id,text\n1,\"two\nlines\"\n2,one\n");

        assertThat(csv(Map.of("header", "true", "multiLine", "true")).collect())
                .extracting(row -> row.getString("id") + ":" + row.getString("text"))
                .containsExactly("1:two\nlines", "2:one");
    }

    @Test
    void columnsAreTextUnlessTheirTypesAreAskedFor() throws IOException {
        put("n,big,d,day,at,b,s,n\n1,3000000000,1.5,2026-11-27,2026-11-27 10:00:00,true,x,\n2,1,2,,,FALSE,2026,7\n");

        assertThat(csv(Map.of("header", "true")).schema().columnsDdl())
                .isEqualTo("n STRING, big STRING, d STRING, day STRING, at STRING, b STRING, s STRING, n7 STRING");
        assertThat(csv(Map.of("header", "true", "inferSchema", "true")).schema().columnsDdl())
                .isEqualTo("n INT, big BIGINT, d DOUBLE, day DATE, at TIMESTAMP, b BOOLEAN, s STRING, n7 INT");
        assertThat(csv(Map.of()).columns()).startsWith("_c0", "_c1");
    }

    @Test
    void columnsAreFoundByPlaceAndFewerOfThemRead() throws IOException {
        put("1,a,x\n2,b,y\n");

        assertThat(Rows.read()
                        .schema("id INT, name STRING, kind STRING")
                        .csv(directory.toString())
                        .select("kind")
                        .collect())
                .extracting(row -> row.getString("kind"))
                .containsExactly("x", "y");
    }

    @Test
    void spellingIsTakenFromTheOptions() throws IOException {
        put("// comment\n'a;1' ; NULL ; 27.11.2026\n");

        assertThat(csv(
                                Map.of(
                                        "sep", ";",
                                        "quote", "'",
                                        "comment", "/",
                                        "nullValue", "NULL",
                                        "dateFormat", "dd.MM.yyyy",
                                        "ignoreLeadingWhiteSpace", "true",
                                        "ignoreTrailingWhiteSpace", "true"),
                                "text STRING, nothing STRING, day DATE")
                        .collect())
                .extracting(Row::toString)
                .containsExactly("{text: a;1, nothing: null, day: 2026-11-27}");
    }

    @Test
    void packedFilesAndOtherEncodingsAreRead() throws IOException {
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(directory.resolve("a.csv.gz")))) {
            packed.write("1,é\n".getBytes(StandardCharsets.ISO_8859_1));
        }

        assertThat(csv(Map.of("encoding", "ISO-8859-1"), "id INT, text STRING").collect())
                .extracting(row -> row.getString("text"))
                .containsExactly("é");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FAILFAST | Cannot read line 3 of",
                "DROPMALFORMED | {id: 1, n: 1, _corrupt_record: null} {id: 4, n: 4, _corrupt_record: null}",
                "PERMISSIVE | {id: 1, n: 1, _corrupt_record: null} {id: 2, n: null, _corrupt_record: 2} {id: 3, n: null,"
                        + " _corrupt_record: 3,x} {id: 4, n: 4, _corrupt_record: null}",
            })
    void malformedRecordsAreErrorsOrDroppedOrKept(String mode, String expected) throws IOException {
        put("id,n\n1,1\n2\n3,x\n4,4\n");
        RowStream rows = csv(Map.of("header", "true", "mode", mode), "id INT, n INT, _corrupt_record STRING");

        if (mode.equals("FAILFAST")) {
            assertThatThrownBy(rows::collect)
                    .hasMessageContaining(expected)
                    .hasMessageContaining("it has 1 values, and there are 2 columns");
        } else {
            assertThat(String.join(
                            " ", rows.collect().stream().map(Row::toString).toList()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void valueThatDoesNotFitIsNamed() throws IOException {
        put("1,x\n");

        assertThatThrownBy(() -> csv(Map.of(), "id INT, n INT").collect())
                .hasMessageContaining("Cannot read line 1 of " + directory.resolve("a.csv"))
                .hasMessageContaining("'x' in column 'n' is no INT");
    }

    @Test
    void headerMayHaveToFit() throws IOException {
        put("id,m\n1,2\n");

        assertThat(csv(Map.of("header", "true"), "id INT, n INT").count()).isEqualTo(1);
        assertThatThrownBy(() -> csv(Map.of("header", "true", "enforceSchema", "false"), "id INT, n INT")
                        .collect())
                .hasMessageContaining("its header names [id, m], and the schema [id, n]");
    }

    @Test
    void optionsAndColumnsThatCannotBeAreRefused() {
        Schema nested = Schema.of("a ARRAY<INT>");
        String out = directory.resolve("out").toString();

        assertThatThrownBy(() -> Rows.of(nested, List.of()).write().csv(out))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot write column 'a' as CSV: it is ARRAY<INT>");
        assertThatThrownBy(
                        () -> Rows.read().schema("a INT").option("quotes", "'").csv(out))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("quote");
        assertThatThrownBy(() -> Rows.read()
                        .schema("a INT")
                        .option("quote", "''")
                        .csv(file())
                        .collect())
                .hasStackTraceContaining("it has to be a single character");
    }

    private String file() {
        try {
            put("1\n");
            return directory.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void put(String content) throws IOException {
        Files.writeString(directory.resolve("a.csv"), content);
    }

    private RowStream csv(Map<String, String> options) {
        return loader(options).csv(directory.toString());
    }

    private RowStream csv(Map<String, String> options, String schema) {
        return loader(options).schema(schema).csv(directory.toString());
    }

    private static RowLoader loader(Map<String, String> options) {
        RowLoader loader = Rows.read();
        options.forEach(loader::option);
        return loader;
    }
}

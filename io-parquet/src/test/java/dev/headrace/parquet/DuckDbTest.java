package dev.headrace.parquet;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rows.Column;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBStruct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What we write is read by DuckDB, whose reader shares no code with the library that wrote it. */
@Timeout(60)
class DuckDbTest {

    private static final Schema ENTRY = Schema.of("amount DECIMAL(9,2), at TIMESTAMP");
    private static final Schema INNER = Schema.of("x INT, tags ARRAY<STRING>");
    private static final Schema OUTER =
            Schema.of("inner STRUCT<x: INT, tags: ARRAY<STRING>>, flags MAP<STRING, BOOLEAN>");
    private static final Schema SCHEMA =
            Schema.of("id BIGINT, flag BOOLEAN, tiny TINYINT, small SMALLINT, int INT, float FLOAT, double DOUBLE,"
                    + " text STRING, bytes BINARY, day DATE, moment TIMESTAMP, local TIMESTAMP_NTZ, d9 DECIMAL(9,2),"
                    + " d18 DECIMAL(18,0), d38 DECIMAL(38,10), list ARRAY<ARRAY<INT>>,"
                    + " entries MAP<STRING, STRUCT<amount: DECIMAL(9,2), at: TIMESTAMP>>,"
                    + " nested STRUCT<inner: STRUCT<x: INT, tags: ARRAY<STRING>>, flags: MAP<STRING, BOOLEAN>>");

    @TempDir
    Path directory;

    private Connection connection;
    private Statement duckDb;
    private String out;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        duckDb = connection.createStatement();
        duckDb.execute("SET TimeZone = 'UTC'");
        out = directory.resolve("out").toString();
    }

    @AfterEach
    void close() throws SQLException {
        duckDb.close();
        connection.close();
    }

    @ParameterizedTest
    @EnumSource(ParquetCodec.class)
    void everyValueIsTheSame(ParquetCodec codec) throws Exception {
        List<Row> rows = Stream.concat(
                        extremes().stream(), IntStream.range(10, 3000).mapToObj(DuckDbTest::row))
                .toList();

        Rows.of(SCHEMA, rows)
                .write()
                .option("compression", codec)
                .option("parquet.page.size", 4096)
                .option("maxRecordsPerFile", 1000)
                .parquet(out);

        assertThat(answers("select * from read_parquet('%s/*.parquet') order by id"))
                .isEqualTo(plain(rows));
        assertThat(answers("select distinct compression from parquet_metadata('%s/*.parquet')"))
                .containsExactly(Map.of("compression", codec.name()));
    }

    /** Which pages and row groups need not be read, a reader takes from the least and the greatest values that we noted. */
    @ParameterizedTest
    @CsvSource({
        "id, 1234",
        "text, 'text 77'",
        "day, '1972-05-18'",
        "moment, '1970-01-01T01:00:00.077Z'",
        "d38, '77.0000000077'"
    })
    void rowsAreFoundByTheirValues(String column, String value) throws Exception {
        List<Row> rows = IntStream.range(0, 3000).mapToObj(DuckDbTest::row).toList();
        RowStream stream = Rows.of(SCHEMA, rows);
        stream.write()
                .option("parquet.page.size", 1024)
                .option("parquet.block.size", 65536)
                .parquet(out);

        Column same =
                col(column).equalTo(lit(value).cast(SCHEMA.field(column).type().ddl()));
        List<Row> expected = stream.filter(same).collect();
        assertThat(expected).hasSize(1);
        assertThat(answers("select * from read_parquet('%s/*.parquet') where " + column + " = '" + value + "'"))
                .isEqualTo(plain(expected));
    }

    @Test
    void directoriesAreColumns() throws Exception {
        List<Row> rows = IntStream.range(0, 50).mapToObj(DuckDbTest::row).toList();

        Rows.of(SCHEMA, rows)
                .select("id", "tiny", "text")
                .write()
                .partitionBy("tiny")
                .parquet(out);

        assertThat(answers("select id, tiny::tinyint as tiny, text"
                        + " from read_parquet('%s/*/*.parquet', hive_partitioning = true) order by id"))
                .isEqualTo(
                        plain(Rows.of(SCHEMA, rows).select("id", "tiny", "text").collect()));
    }

    @Test
    void epochsOfAStreamAreThereOnce() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        for (int file = 0; file < 3; file++) {
            Files.writeString(in.resolve(file + ".json"), "{\"id\":" + file + ",\"tags\":[\"a\",null]}\n");
        }
        StreamingQuery query = Rows.readStream()
                .schema("id BIGINT, tags ARRAY<STRING>")
                .option("maxFilesPerTrigger", 1)
                .json(in.toString())
                .writeStream()
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .trigger(Trigger.availableNow())
                .start(out);
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();

        assertThat(answers("select * from read_parquet('%s/*.parquet') order by id"))
                .extracting(Map::toString)
                .containsExactly("{id=0, tags=[a, null]}", "{id=1, tags=[a, null]}", "{id=2, tags=[a, null]}");
    }

    private static List<Row> extremes() {
        return List.of(
                Row.of(
                        SCHEMA,
                        0L,
                        true,
                        Byte.MIN_VALUE,
                        Short.MIN_VALUE,
                        Integer.MIN_VALUE,
                        -0.0f,
                        Double.NEGATIVE_INFINITY,
                        "žluť \uD83D\uDE00",
                        new byte[] {0, -1},
                        LocalDate.of(1, 1, 1),
                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                        LocalDateTime.parse("1900-06-01T12:00:00.000001"),
                        new BigDecimal("-9999999.99"),
                        new BigDecimal("-999999999999999999"),
                        new BigDecimal("-9999999999999999999999999999.9999999999"),
                        Arrays.asList(List.of(1, 2), List.of(), null, Arrays.asList(null, 3)),
                        entries("a", Row.of(ENTRY, new BigDecimal("-0.01"), Instant.EPOCH), "b", null),
                        Row.of(OUTER, Row.of(INNER, 5, Arrays.asList("x", null)), Map.of("yes", true))),
                Row.of(
                        SCHEMA,
                        1L,
                        false,
                        Byte.MAX_VALUE,
                        Short.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Float.MIN_VALUE,
                        Double.NaN,
                        "",
                        new byte[0],
                        LocalDate.of(9999, 12, 31),
                        Instant.parse("9999-12-31T23:59:59.999999Z"),
                        LocalDateTime.parse("2099-06-01T12:00:00.999999"),
                        new BigDecimal("9999999.99"),
                        new BigDecimal("999999999999999999"),
                        new BigDecimal("9999999999999999999999999999.9999999999"),
                        List.of(),
                        Map.of(),
                        Row.of(OUTER, Row.of(INNER, null, List.of()), Map.of())),
                Row.of(
                        SCHEMA,
                        2L,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(List.of()),
                        entries("a", Row.of(ENTRY, null, null), "b", null),
                        Row.of(OUTER, null, null)),
                Row.of(
                        SCHEMA, 3L, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null, null, null));
    }

    private static Row row(int id) {
        return Row.of(
                SCHEMA,
                (long) id,
                id % 2 == 0,
                (byte) (id % 100),
                (short) id,
                id * 1000,
                id / 3f,
                id / 7d,
                "text " + id,
                ("bytes " + id).getBytes(StandardCharsets.UTF_8),
                LocalDate.ofEpochDay(id - 365),
                Instant.ofEpochSecond(3600, id * 1_000_000L),
                LocalDateTime.of(2026, 11, 27, 12, 0).plusNanos(id * 1000L),
                BigDecimal.valueOf(id, 2),
                BigDecimal.valueOf(id * 1_000_000_000L),
                new BigDecimal(id + ".00000" + String.format("%05d", id)),
                id % 5 == 0 ? null : List.of(List.of(id, id + 1), List.of(id)),
                entries("a", Row.of(ENTRY, BigDecimal.valueOf(id, 2), Instant.ofEpochSecond(id)), "k" + id, null),
                Row.of(
                        OUTER,
                        id % 3 == 0 ? null : Row.of(INNER, id, List.of("tag " + id % 10)),
                        Map.of("flag" + id % 4, id % 2 == 0)));
    }

    private static Map<String, Row> entries(String key, Row value, String otherKey, Row otherValue) {
        Map<String, Row> entries = new LinkedHashMap<>();
        entries.put(key, value);
        entries.put(otherKey, otherValue);
        return entries;
    }

    private List<Map<String, Object>> answers(String sql) throws SQLException {
        List<Map<String, Object>> answers = new ArrayList<>();
        try (ResultSet rows = duckDb.executeQuery(String.format(sql, out))) {
            while (rows.next()) {
                Map<String, Object> answer = new LinkedHashMap<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    answer.put(rows.getMetaData().getColumnName(column), plain(rows.getObject(column)));
                }
                answers.add(answer);
            }
        }
        return answers;
    }

    private static List<?> plain(List<Row> rows) throws SQLException {
        return (List<?>) plain((Object) rows);
    }

    /** The same for a value of ours and of DuckDB's: structs are maps by the names of their fields. */
    private static Object plain(Object value) throws SQLException {
        if (value instanceof Row row) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (String name : row.schema().names()) {
                fields.put(name, plain(row.get(name)));
            }
            return fields;
        }
        if (value instanceof DuckDBStruct struct) {
            return plain(struct.getMap());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(plain(entry.getKey()), plain(entry.getValue()));
            }
            return entries;
        }
        if (value instanceof Array array) {
            return plain(Arrays.asList((Object[]) array.getArray()));
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            for (Object element : list) {
                elements.add(plain(element));
            }
            return elements;
        }
        if (value instanceof Blob blob) {
            return ByteBuffer.wrap(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof OffsetDateTime moment) {
            return moment.toInstant();
        }
        return value instanceof Timestamp local ? local.toLocalDateTime() : value;
    }
}

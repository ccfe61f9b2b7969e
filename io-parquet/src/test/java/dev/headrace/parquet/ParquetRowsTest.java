package dev.headrace.parquet;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.StreamsException;
import dev.headrace.files.FileRead;
import dev.headrace.files.ReadCounters;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.InstalledFileTrees;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.Predicate.Compare;
import dev.headrace.rows.spi.Predicate.Comparison;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of every type go into a Parquet file and come back. */
class ParquetRowsTest {

    @TempDir
    Path directory;

    @Test
    void everyTypeComesBack() throws IOException {
        Schema schema =
                Schema.of("flag BOOLEAN, tiny TINYINT, small SMALLINT, int INT, big BIGINT, float FLOAT, double DOUBLE,"
                        + " text STRING, bytes BINARY, day DATE, moment TIMESTAMP, local TIMESTAMP_NTZ, `d 9` DECIMAL(9,2),"
                        + " d18 DECIMAL(18,0), d19 DECIMAL(19,19), d38 DECIMAL(38,10)");
        List<Row> rows = List.of(
                Row.of(
                        schema,
                        true,
                        Byte.MIN_VALUE,
                        Short.MIN_VALUE,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        -0.0f,
                        Double.NaN,
                        "žluť \u0000 \uD83D\uDE00",
                        new byte[] {0, -1},
                        LocalDate.of(1, 1, 1),
                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                        LocalDateTime.parse("0001-01-01T00:00:00.000001"),
                        new BigDecimal("-9999999.99"),
                        new BigDecimal("-999999999999999999"),
                        new BigDecimal("-0.9999999999999999999"),
                        new BigDecimal("-9999999999999999999999999999.9999999999")),
                Row.of(
                        schema,
                        false,
                        Byte.MAX_VALUE,
                        Short.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        Float.POSITIVE_INFINITY,
                        Double.MIN_VALUE,
                        "",
                        new byte[0],
                        LocalDate.of(9999, 12, 31),
                        Instant.parse("9999-12-31T23:59:59.999999Z"),
                        LocalDateTime.parse("9999-12-31T23:59:59.999999"),
                        new BigDecimal("9999999.99"),
                        new BigDecimal("999999999999999999"),
                        new BigDecimal("0.9999999999999999999"),
                        new BigDecimal("9999999999999999999999999999.9999999999")),
                Row.of(schema, new Object[schema.size()]));

        assertThat(returned(schema, rows)).isEqualTo(rows);
    }

    @Test
    void whatIsNestedComesBack() throws IOException {
        Schema schema = Schema.of("list ARRAY<ARRAY<INT>>, map MAP<INT, STRUCT<a: STRING, b: ARRAY<STRING>>>,"
                + " struct STRUCT<in: STRUCT<x: INT>, flags: MAP<STRING, BOOLEAN>>");
        Schema inMap = Schema.of("a STRING, b ARRAY<STRING>");
        Schema struct = Schema.of("in STRUCT<x: INT>, flags MAP<STRING, BOOLEAN>");
        Schema in = Schema.of("x INT");
        List<Row> rows = List.of(
                Row.of(
                        schema,
                        Arrays.asList(List.of(1, 2), List.of(), null, Arrays.asList(null, 3)),
                        Map.of(7, Row.of(inMap, "x", Arrays.asList("y", null))),
                        Row.of(struct, Row.of(in, 5), Map.of("yes", true))),
                Row.of(schema, List.of(), Map.of(), Row.of(struct, Row.of(in, (Object) null), Map.of())),
                Row.of(schema, null, null, Row.of(struct, null, null)),
                Row.of(schema, null, null, null));

        assertThat(returned(schema, rows)).isEqualTo(rows);
    }

    /** The schema that the file tells, and what another reader finds in it, are checked on the way. */
    private List<Row> returned(Schema schema, List<Row> rows) throws IOException {
        String path = directory.resolve("out").toString();
        Rows.of(schema, rows).write().parquet(path);
        assertThat(Rows.read().parquet(path).schema().ddl()).isEqualTo(schema.ddl());
        try (Stream<Path> files = Files.list(Path.of(path))) {
            Path file = files.filter(each -> each.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Leaf.ofFile(file)).isEqualTo(rows.stream().map(Leaf::of).toList());
        }
        return Rows.read().parquet(path).collect();
    }

    @Test
    void onlyTheFieldsThatAreAskedForAreThere() throws IOException {
        Schema schema = Schema.of("a INT, s STRUCT<x: INT, y: STRING>, list ARRAY<STRUCT<p: INT, q: INT>>");
        Row row = Row.of(
                schema,
                1,
                Row.of(Schema.of("x INT, y STRING"), 2, "z"),
                List.of(Row.of(Schema.of("p INT, q INT"), 3, 4)));
        String path = directory.resolve("out").toString();
        Rows.of(schema, List.of(row)).write().parquet(path);

        assertThat(Rows.read()
                        .schema("s STRUCT<y: STRING, new: INT>, list ARRAY<STRUCT<q: INT>>, gone STRING")
                        .parquet(path)
                        .collect())
                .extracting(Row::toString)
                .containsExactly("{s: {y: z, new: null}, list: [{q: 4}], gone: null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TINYINT | 7 | SMALLINT | 7",
                "TINYINT | 7 | DOUBLE | 7.0",
                "INT | 7 | BIGINT | 7",
                "INT | 7 | TINYINT | 7",
                "FLOAT | 0.5 | DOUBLE | 0.5",
                "DECIMAL(5,2) | 1.25 | DECIMAL(20,4) | 1.2500",
            })
    void valuesAreReadAsWiderTypes(String written, String text, String wanted, String expected) {
        assertThat(Rows.read()
                        .schema("v " + wanted)
                        .parquet(file(written, text))
                        .collect())
                .extracting(row -> String.valueOf(row.get(0)))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BIGINT | 7 | INT | Cannot read column 'v' as INT: it holds BIGINT",
                "INT | 300 | TINYINT | the value 300 of column 'v' is too large",
                "DOUBLE | 0.5 | FLOAT | Cannot read column 'v' as FLOAT: it holds DOUBLE",
                "STRING | x | INT | Cannot read column 'v' as INT: it holds STRING",
                "DECIMAL(5,2) | 1.25 | DECIMAL(5,3) | Cannot read column 'v' as DECIMAL(5,3): it holds DECIMAL(5,2)",
                "DATE | 2026-11-27 | TIMESTAMP | Cannot read column 'v' as TIMESTAMP: it holds DATE",
                "INT | 7 | ARRAY<INT> | Cannot read column 'v' as ARRAY<INT>: it holds INT",
                "INT | 7 | STRUCT<a: INT> | Cannot read column 'v' as STRUCT<a: INT>: it holds INT",
            })
    void valuesThatDoNotFitAreRefused(String written, String text, String wanted, String refusal) {
        String path = file(written, text);

        assertThatThrownBy(() -> Rows.read().schema("v " + wanted).parquet(path).collect())
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining(path)
                .hasMessageContaining(refusal);
    }

    @Test
    void whatIsNotReadIsCounted() throws IOException {
        Schema schema = Schema.of("id BIGINT, text STRING");
        String path = directory.resolve("out").toString();
        Rows.of(
                        schema,
                        LongStream.range(0, 9_000)
                                .mapToObj(id -> Row.of(schema, id, "text " + id))
                                .toList())
                .write()
                .option("parquet.block.size", 8_192)
                .option("parquet.page.size", 512)
                .parquet(path);
        FileTree tree = new InstalledFileTrees(UUID::randomUUID).of(FilePath.of(path));
        FileEntry file = tree.list(FilePath.of(path)).stream()
                .filter(each -> each.path().name().endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
        List<BlockMetaData> rowGroups;
        try (ParquetFileReader reader = ParquetFileReader.open(new PortInputFile(tree, file))) {
            rowGroups = reader.getRowGroups();
        }
        ReadCounters counters = new ReadCounters();

        long read = 0;
        try (ParquetRows rows = ParquetRows.open(new FileRead(
                tree,
                file,
                Schema.of("id BIGINT"),
                List.of(new Compare("id", Comparison.EQUAL, rowGroups.get(0).getRowCount())),
                Options.none(),
                counters))) {
            while (rows.next() != null) {
                read++;
            }
            assertThat(rows.position()).isEqualTo(9_000);
        }

        Map<String, Long> counts = counters.drain();
        assertThat(rowGroups).hasSizeGreaterThan(2);
        assertThat(counts)
                .containsEntry("columnsSkipped", 1L)
                .containsEntry("rowGroupsRead", 1L)
                .containsEntry("rowGroupsSkipped", rowGroups.size() - 1L)
                .containsEntry("rowsSkipped", 9_000 - read)
                .containsKey("pagesSkipped");
        assertThat(read).isPositive().isLessThan(rowGroups.get(1).getRowCount());
    }

    private String file(String type, String text) {
        String path = directory.resolve("out").toString();
        Rows.of(Schema.of("t STRING"), List.of(Row.of(Schema.of("t STRING"), text)))
                .select(col("t").cast(type).alias("v"))
                .write()
                .parquet(path);
        return path;
    }

    @Test
    void columnsThatNoFileCanHoldAreRefused() {
        Schema schema = Schema.of("a INT");
        assertThatThrownBy(() -> Rows.of(schema, List.of())
                        .withColumn("nothing", lit(null))
                        .write()
                        .parquet(directory.resolve("out").toString()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot write column 'nothing' into Parquet files: it is VOID");
    }
}

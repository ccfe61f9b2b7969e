package dev.headrace.files;

import static dev.headrace.rows.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.files.json.JsonInput;
import dev.headrace.parquet.ParquetInput;
import dev.headrace.port.FilePath;
import dev.headrace.port.InstalledFileTrees;
import dev.headrace.rows.Column;
import dev.headrace.rows.RowLoader;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.RowInputFormat;
import dev.headrace.rows.spi.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows go into files and come back. */
class FileRowsTest {

    @TempDir
    Path directory;

    /** SQL takes -0.0 for 0.0 and NaN for the largest number; Parquet's statistics do not. */
    @ParameterizedTest
    @MethodSource
    void filtersOfFloatingNumbersLoseNoRows(Column filter) {
        Schema schema = Schema.of("d DOUBLE");
        String path = directory.resolve("numbers").toString();
        List<Row> rows = Stream.of(-0.0, Double.NaN).map(d -> Row.of(schema, d)).toList();
        Rows.of(schema, rows).write().parquet(path);

        assertThat(Rows.read().parquet(path).filter(filter).collect())
                .isEqualTo(Rows.of(schema, rows).filter(filter).collect())
                .isNotEmpty();
    }

    static Stream<Column> filtersOfFloatingNumbersLoseNoRows() {
        Column d = col("d");
        return Stream.of(
                d.equalTo(0.0),
                d.isin(0.0, 1.0),
                d.geq(0.0),
                d.leq(0.0),
                d.gt(5.0),
                d.notEqual(0.0),
                d.equalTo(Double.NaN));
    }

    @Test
    void columnsOfDirectoriesAreFoundAndTypedWithoutASchema() {
        String path = directory.resolve("out").toString();
        Schema schema = Schema.of("id BIGINT, _day DATE, shop STRING, size INT");
        List<Row> rows = List.of(
                Row.of(schema, 1L, LocalDate.of(2026, 11, 27), "12d", 5),
                Row.of(schema, 2L, LocalDate.of(2026, 11, 28), null, 7));
        Rows.of(schema, rows).write().partitionBy("_day", "shop", "size").parquet(path);

        assertThat(Rows.read()
                        .parquet(path)
                        .select("id", "_day", "shop", "size")
                        .orderBy("id")
                        .collect())
                .isEqualTo(rows);
    }

    @Test
    void numbersThatJsonDoesNotHaveComeBackFromIt() {
        Schema schema = Schema.of("d DOUBLE, f FLOAT");
        List<Row> rows = List.of(
                Row.of(schema, Double.NaN, Float.NEGATIVE_INFINITY),
                Row.of(schema, Double.POSITIVE_INFINITY, Float.NaN));
        String path = directory.resolve("out").toString();
        Rows.of(schema, rows).write().json(path);

        assertThat(Rows.read().schema(schema).json(path).collect()).isEqualTo(rows);
    }

    @Test
    void optionsComeOneByOneOrTogether() {
        Schema schema = Schema.of("id STRING, shop STRING");
        String path = directory.resolve("out").toString();
        Rows.of(schema, List.of(Row.of(schema, "1", "a;b")))
                .write()
                .options(Map.of("sep", ";", "header", true))
                .csv(path);

        assertThat(Rows.read()
                        .options(Map.of("sep", ";"))
                        .option("header", true)
                        .csv(path)
                        .collect())
                .containsExactly(Row.of(schema, "1", "a;b"));
    }

    @Test
    void optionOfStreamsIsNoneOfBatches() {
        assertThatThrownBy(() -> Rows.read().option("maxFilesPerTrigger", 1).parquet(directory.toString()))
                .hasMessageStartingWith(
                        "Cannot use option 'maxFilesPerTrigger': format parquet, read as a batch, does not");
    }

    @Test
    void damagedFileIsNamedOrPassedOver() throws IOException {
        Schema schema = Schema.of("id BIGINT");
        Path path = directory.resolve("out");
        Rows.of(schema, List.of(Row.of(schema, 1L))).write().parquet(path.toString());
        Files.writeString(path.resolve("a.parquet"), "no Parquet");
        RowLoader loader = Rows.read().schema(schema.columnsDdl());

        assertThatThrownBy(() -> loader.parquet(path.toString()).collect()).hasMessageContaining("a.parquet");
        assertThat(loader.option("ignoreCorruptFiles", true)
                        .parquet(path.toString())
                        .collect())
                .containsExactly(Row.of(schema, 1L));
    }

    @Test
    void fileThatIsGoneWhenItIsToBeReadIsNamedOrPassedOver() throws IOException {
        Path gone = Files.writeString(directory.resolve("1.json"), "{\"id\":1}");
        Files.writeString(directory.resolve("2.json"), "{\"id\":2}");
        try (RowReader strict = listed(Map.of());
                RowReader tolerant = listed(Map.of("ignoreMissingFiles", "true"))) {
            Files.delete(gone);

            assertThatThrownBy(strict::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("1.json: it was there when files were listed and is gone");
            assertThat(tolerant.next()).isEqualTo(Row.of(Schema.of("id BIGINT"), 2L));
            assertThat(tolerant.next()).isNull();
        }
    }

    @Test
    void parquetFileThatIsGoneIsGoneAndNotDamaged() throws IOException {
        Rows.of(Schema.of("id BIGINT"), List.of(Row.of(Schema.of("id BIGINT"), 1L)))
                .write()
                .mode("append")
                .parquet(directory.toString());
        try (RowReader strict = listed(new ParquetInput(), Map.of("ignoreCorruptFiles", "true"));
                RowReader tolerant = listed(new ParquetInput(), Map.of("ignoreMissingFiles", "true"))) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".parquet"))
                        .toList()) {
                    Files.delete(file);
                }
            }

            assertThatThrownBy(strict::next).hasMessageContaining("it was there when files were listed and is gone");
            assertThat(tolerant.next()).isNull();
        }
    }

    private RowReader listed(Map<String, String> options) throws IOException {
        return listed(new JsonInput(), options);
    }

    /** The rows of the files that are there now. */
    private RowReader listed(RowInputFormat format, Map<String, String> options) throws IOException {
        return format.open(new InputRequest(
                        Execution.BATCH,
                        List.of(FilePath.of(directory.toString())),
                        Options.of(options),
                        Schema.of("id BIGINT"),
                        new InstalledFileTrees(UUID::randomUUID)))
                .rows();
    }

    @Test
    void columnsWhoseValuesAreNoNamesPartitionNothing() {
        Schema schema = Schema.of("id BIGINT, bytes BINARY, place STRUCT<city: STRING>");
        for (String column : List.of("bytes", "place")) {
            assertThatThrownBy(() -> Rows.of(schema, List.of())
                            .write()
                            .partitionBy(column)
                            .parquet(directory.resolve("out").toString()))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageContaining("Cannot partition by '" + column + "'");
        }
    }
}

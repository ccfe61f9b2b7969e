package dev.headrace.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Avro's container files. */
class AvroTest {

    private static final Schema SCHEMA =
            Schema.of("id BIGINT, small SMALLINT, exact DECIMAL(20,4), day DATE, at TIMESTAMP,"
                    + " list ARRAY<STRING>, byId MAP<INT, DOUBLE>, geo STRUCT<city: STRING>");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "deflate", "zstandard", "uncompressed"})
    void rowsComeBackWithTheirSchema(String compression) {
        List<Row> rows = List.of(
                Row.of(
                        SCHEMA,
                        1L,
                        (short) 2,
                        new BigDecimal("-1.0000"),
                        LocalDate.of(1969, 1, 1),
                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                        Arrays.asList("a", null),
                        Map.of(1, 0.5),
                        Row.of(Schema.of("city STRING"), "Brno")),
                Row.of(SCHEMA, new Object[SCHEMA.size()]));
        Rows.of(SCHEMA, rows).write().option("compression", compression).avro(out());

        assertThat(Rows.read().avro(out()).schema().ddl()).isEqualTo(SCHEMA.ddl());
        assertThat(Rows.read().avro(out()).collect()).isEqualTo(rows);
    }

    @Test
    void columnsAreFoundByName() {
        Schema schema = Schema.of("a INT, b STRING");
        Rows.of(schema, List.of(Row.of(schema, 1, "x"))).write().avro(out());

        assertThat(Rows.read().schema("B STRING, c INT, a BIGINT").avro(out()).collect())
                .extracting(Row::toString)
                .containsExactly("{B: x, c: null, a: 1}");
    }

    @Test
    void damagedFileIsNamed() throws IOException {
        Schema schema = Schema.of("a INT");
        Rows.of(
                        schema,
                        Stream.iterate(0, i -> i + 1)
                                .limit(10_000)
                                .map(i -> Row.of(schema, i))
                                .toList())
                .write()
                .avro(out());
        Path file;
        try (Stream<Path> files = Files.list(Path.of(out()))) {
            file = files.filter(each -> each.toString().endsWith(".avro"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file, bytes);

        assertThatThrownBy(() -> Rows.read().avro(out()).collect()).hasMessageContaining("of Avro file " + file);

        Files.writeString(file, "no Avro at all");
        assertThatThrownBy(() -> Rows.read().schema(schema).avro(out()).collect())
                .hasMessageContaining("Cannot read the header of Avro file " + file);
    }

    @Test
    void whatAvroHasNoNameForIsRefused() {
        Schema schema = Schema.of("`a b` INT");

        assertThatThrownBy(() -> Rows.of(schema, List.of()).write().avro(out()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot write column 'a b' in Avro's form");
    }

    private String out() {
        return directory.resolve("out").toString();
    }
}

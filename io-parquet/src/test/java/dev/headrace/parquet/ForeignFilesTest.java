package dev.headrace.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.StreamsException;
import dev.headrace.golden.SharedData;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of many writers (github.com/apache/parquet-testing): each is read with the values that Parquet's own example reader
 * finds, or refused with a sentence that names it. The list of them is {@code docs/parquet-files.md}.
 */
class ForeignFilesTest {

    /**
     * What is refused, and a part of the sentence. All are damaged but two: of the codec LZ4 in a form that it never had in
     * Hadoop, and of Brotli, which Parquet's library leaves to others.
     */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("bad_data/ARROW-GH-41317.parquet", "timestampWus_no_tz not found in message schema"),
            Map.entry("bad_data/ARROW-GH-41321.parquet", "Cannot read column 'time32_s': it holds times of a day"),
            Map.entry("bad_data/ARROW-GH-47662.parquet", "Cannot read row 91"),
            Map.entry("bad_data/ARROW-RS-GH-6229-DICTHEADER.parquet", "Reached the end of stream"),
            Map.entry("bad_data/ARROW-RS-GH-6229-LEVELS.parquet", "Expected 1 values in column chunk"),
            Map.entry("bad_data/PARQUET-1481.parquet", "Required field 'type' was not present"),
            Map.entry("data/datapage_v1-corrupt-checksum.parquet", "CRC checksum verification failed"),
            Map.entry("data/rle-dict-uncompressed-corrupt-checksum.parquet", "CRC checksum verification failed"),
            Map.entry("data/nation.dict-malformed.parquet", "EOFException"),
            Map.entry("data/non_hadoop_lz4_compressed.parquet", "ArrayIndexOutOfBoundsException"),
            Map.entry("data/large_string_map.brotli.parquet", "BrotliCodec"));

    private static final int COLUMNS_LENGTH_MAX = 100;

    static Stream<String> files() throws IOException {
        Path folder = SharedData.folder("apache-parquet-testing");
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static String path(String name) {
        return SharedData.folder("apache-parquet-testing").resolve(name).toString();
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachIsReadAsItIsOrRefused(String name) throws IOException {
        String refusal = REFUSED.get(name);
        if (refusal == null) {
            List<List<String>> leaves = new ArrayList<>();
            for (Row row : Rows.read().parquet(path(name)).collect()) {
                leaves.add(Leaf.of(row));
            }
            assertThat(leaves).isEqualTo(Leaf.ofFile(Path.of(path(name))));
        } else {
            assertThatThrownBy(() -> Rows.read().parquet(path(name)).collect())
                    .isInstanceOf(StreamsException.class)
                    .hasMessageContaining(path(name))
                    .hasMessageContaining(refusal);
        }
    }

    @Test
    void thereAreEighty() throws IOException {
        assertThat(files()).hasSize(80).containsAll(REFUSED.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delta_binary_packed",
                "delta_byte_array",
                "delta_encoding_required_column",
                "delta_encoding_optional_column"
            })
    void deltaEncodingsAreAsTheirWriterPrintedThem(String name) throws IOException {
        List<String> expected = Files.readAllLines(Path.of(path("data/" + name + "_expect.csv")));
        List<String> rows = Rows.read().parquet(path("data/" + name + ".parquet")).collect().stream()
                .map(ForeignFilesTest::csv)
                .toList();

        assertThat(rows)
                .isEqualTo(expected.subList(1, expected.size()).stream()
                        .map(line -> line.replace("\"", ""))
                        .toList());
    }

    private static String csv(Row row) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            values.add(row.isNull(column) ? "" : String.valueOf(row.get(column)));
        }
        return String.join(",", values);
    }

    /** data/int96_from_spark.md: moments beyond what 64 bits of nanoseconds hold. */
    @Test
    void momentsOf96BitsAreExact() {
        assertThat(Rows.read().parquet(path("data/int96_from_spark.parquet")).collect())
                .extracting(row -> Leaf.text(row.get(0)))
                .containsExactly(
                        "1704141296123456",
                        "1704070800000000",
                        "253402225200000000",
                        "1735599600000000",
                        "null",
                        "9089380393200000000");
    }

    /** data/README.md: columns stand in pairs, one plain and one split into streams of bytes. */
    @Test
    void splitColumnsEqualPlainOnes() {
        RowStream rows = Rows.read().parquet(path("data/byte_stream_split_extended.gzip.parquet"));
        assertThat(rows.columns()).hasSize(14);
        for (Row row : rows.collect()) {
            for (int column = 0; column < row.size(); column += 2) {
                assertThat(row.get(column + 1)).isNotNull().isEqualTo(row.get(column));
            }
        }
    }

    @Test
    void thePageListsThem() throws IOException {
        Path page = Path.of("../docs/parquet-files.md");
        List<String> lines = new ArrayList<>();
        for (String name : files().toList()) {
            lines.add("| `" + name + "` | " + outcome(name) + " |");
        }

        assertThat(Files.readAllLines(page).stream().filter(line -> line.startsWith("| `")))
                .isEqualTo(lines);
    }

    private static String outcome(String name) {
        try {
            RowStream rows = Rows.read().parquet(path(name));
            String columns = rows.schema().columnsDdl();
            String few = columns.length() <= COLUMNS_LENGTH_MAX
                    ? columns
                    : columns.substring(0, columns.lastIndexOf(',', COLUMNS_LENGTH_MAX)) + ", ...";
            return rows.collect().size() + " | `" + few + "`";
        } catch (StreamsException e) {
            String sentence = String.valueOf(e.getMessage());
            return "refused | "
                    + sentence.substring(sentence.lastIndexOf("Cannot read"))
                            .replace(path(name), Path.of(name).getFileName().toString());
        }
    }
}

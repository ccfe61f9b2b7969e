package dev.headrace.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.files.FileInputFormat;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.RowInputFormat;
import dev.headrace.rows.spi.RowOutputFormat;
import dev.headrace.streaming.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of options is what the formats know, and its defaults change nothing. */
class FormatOptionsTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String NO_DEFAULT = "–";

    private static final Schema TEXTS = Schema.of("id BIGINT, text STRING, number DOUBLE");
    private static final List<Row> ROWS = List.of(
            Row.of(TEXTS, 1L, " a, \"b\" \\ #", 1.5),
            Row.of(TEXTS, 2L, "", Double.NaN),
            Row.of(TEXTS, null, null, Double.NEGATIVE_INFINITY));

    @TempDir
    Path directory;

    /** The options of a section, with their defaults; null where there is none. */
    private static Map<String, String> options(String section) {
        Map<String, String> options = new TreeMap<>();
        boolean within = false;
        for (String line : Document.of(Document.ROOT.resolve("docs/guide/format-options.md"))
                .text()
                .lines()
                .toList()) {
            if (line.startsWith("## ")) {
                within = isOf(line.substring(3), section);
            } else if (within && line.startsWith("| `")) {
                String[] cells = line.split(" \\| ");
                List<String> names = codes(cells[0]);
                List<String> defaults = cells[1].equals("empty") ? List.of("") : codes(cells[1]);
                for (int name = 0; name < names.size(); name++) {
                    options.put(
                            names.get(name),
                            defaults.isEmpty() ? NO_DEFAULT : defaults.get(Math.min(name, defaults.size() - 1)));
                }
            }
        }
        return options;
    }

    private static boolean isOf(String heading, String section) {
        String verb = section.substring(0, section.indexOf(' ') + 1);
        return heading.startsWith(verb)
                && List.of(heading.substring(verb.length()).split(", ")).contains(section.substring(verb.length()));
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
    }

    private static List<String> names(String... sections) {
        return Stream.of(sections)
                .flatMap(section -> options(section).keySet().stream())
                .toList();
    }

    /** Those of some sections that have a default, each with that. */
    private static Map<String, String> defaults(String... sections) {
        Map<String, String> defaults = new TreeMap<>();
        Stream.of(sections).forEach(section -> defaults.putAll(options(section)));
        defaults.values().removeIf(NO_DEFAULT::equals);
        return defaults;
    }

    @ParameterizedTest
    @MethodSource
    void optionsForReadingAreThoseOfThePage(RowInputFormat format) {
        String own = "Reading " + format.name();
        boolean ofFiles = format instanceof FileInputFormat;

        assertThat(format.options(Execution.BATCH))
                .containsExactlyInAnyOrderElementsOf(ofFiles ? names("Reading files", own) : names(own));
        assertThat(format.options(Execution.STREAM))
                .containsExactlyInAnyOrderElementsOf(
                        ofFiles ? names("Reading files", "Reading streams of files", own) : names(own));
    }

    static Stream<RowInputFormat> optionsForReadingAreThoseOfThePage() {
        return ServiceLoader.load(RowInputFormat.class).stream().map(ServiceLoader.Provider::get);
    }

    @ParameterizedTest
    @MethodSource
    void optionsForWritingAreThoseOfThePage(RowOutputFormat format) {
        assertThat(format.options(Execution.STREAM))
                .containsExactlyInAnyOrderElementsOf(names("Writing files", "Writing " + format.name()));
    }

    static Stream<RowOutputFormat> optionsForWritingAreThoseOfThePage() {
        return ServiceLoader.load(RowOutputFormat.class).stream().map(ServiceLoader.Provider::get);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "csv", "json", "text"})
    void defaultsChangeNothing(String format) throws Exception {
        RowStream rows = format.equals("text") ? Rows.of(TEXTS, ROWS).select("text") : Rows.of(TEXTS, ROWS);
        String plain = directory.resolve("plain").toString();
        String told = directory.resolve("told").toString();
        rows.write().format(format).save(plain);
        rows.write().format(format).options(defaults("Writing " + format)).save(told);

        if (!format.equals("parquet") && !format.equals("avro")) {
            assertThat(content(told)).isEqualTo(content(plain));
        }
        List<Row> read = read(format, rows.schema(), plain, Map.of());
        assertThat(read).hasSize(ROWS.size());
        assertThat(read(format, rows.schema(), told, defaults("Reading files", "Reading " + format)))
                .isEqualTo(read);
        assertThat(streamed(format, rows.schema(), told)).isEqualTo(read);
    }

    @Test
    void defaultsOfCsvChangeNothingWhateverTheFile() throws IOException {
        String path = directory.resolve("in").toString();
        Inbox.put(
                directory.resolve("in"),
                "1.csv",
                "id,text,number\n #1, a ,\"Inf\"\n\"\",\"x\\\"y\",-Inf\n,NaN,\"1;2\"\n");
        Schema schema = Schema.of("id STRING, text STRING, number STRING");

        assertThat(read("csv", schema, path, defaults("Reading csv")))
                .isEqualTo(read("csv", schema, path, Map.of()))
                .hasSize(4);
        assertThat(Rows.read().options(defaults("Reading csv")).csv(path).schema())
                .isEqualTo(Rows.read().csv(path).schema());
    }

    private static List<Row> read(String format, Schema schema, String path, Map<String, String> options) {
        return Rows.read()
                .format(format)
                .schema(schema)
                .options(options)
                .load(path)
                .collect();
    }

    private static List<Row> streamed(String format, Schema schema, String path) throws InterruptedException {
        Rows.readStream()
                .format(format)
                .schema(schema)
                .options(defaults("Reading files", "Reading streams of files", "Reading " + format))
                .load(path)
                .writeStream()
                .format("memory")
                .queryName("streamed")
                .trigger(Trigger.availableNow())
                .start()
                .awaitTermination();
        return Rows.table("streamed").collect();
    }

    private static List<String> content(String path) throws IOException {
        List<String> content = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(path))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.add(Files.readString(file));
            }
        }
        return content;
    }
}

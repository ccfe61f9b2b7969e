package dev.headrace.golden;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.count_distinct;
import static dev.headrace.rows.Functions.max;
import static dev.headrace.rows.Functions.min;
import static dev.headrace.rows.Functions.session_window;
import static dev.headrace.rows.Functions.sum;
import static dev.headrace.rows.Functions.to_timestamp;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.rows.Column;
import dev.headrace.rows.RowLoader;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers about real data, computed elsewhere, come out of batches and of streams over the same files. */
@Timeout(120)
class GoldenAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RETAIL_DDL = "InvoiceNo STRING, StockCode STRING, Description STRING, Quantity INT,"
            + " InvoiceDate TIMESTAMP, UnitPrice DECIMAL(10,3), CustomerID STRING, Country STRING";
    private static final Column DAY =
            col("InvoiceDate").cast("DATE").cast("STRING").as("day");
    private static final Column PICKUP =
            to_timestamp(col("lpep_pickup_datetime")).as("pickup");

    private static final List<Trigger> TRIGGERS = List.of(
            Trigger.availableNow(), Trigger.processingTime(Duration.ZERO), Trigger.continuous(Duration.ofMillis(500)));

    @TempDir
    Path directory;

    private interface Question extends Function<RowStream, RowStream> {}

    private static Question counting(String column) {
        return rows -> rows.groupBy(col(column).cast("STRING").as("key")).count();
    }

    private static Question windows(String length, String slide) {
        return rows -> rows.groupBy(window(PICKUP, length, slide)).count();
    }

    static Stream<Arguments> retail() {
        return Stream.of(
                arguments("count_by_Country", counting("Country")),
                arguments("amount_by_Country (Quantity*UnitPrice)", (Question)
                        rows -> rows.groupBy("Country").agg(sum(col("Quantity").multiply(col("UnitPrice"))))),
                arguments("quantity_by_StockCode", (Question)
                        rows -> rows.groupBy("StockCode").agg(sum("Quantity"))),
                arguments("distinct_invoices_per_day", (Question)
                        rows -> rows.groupBy(DAY).agg(count_distinct("InvoiceNo"))),
                arguments("distinct_customers_per_day", (Question)
                        rows -> rows.groupBy(DAY).agg(count_distinct("CustomerID"))),
                arguments("filter_not_UK_count_by_StockCode", (Question)
                        rows -> rows.filter(col("Country").notEqual("United Kingdom"))
                                .groupBy("StockCode")
                                .count()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void retail(String name, Question question) throws Exception {
        Path folder = SharedData.folder("online-retail");
        String files = folder.resolve("by-day-2010-12").toString();
        JsonNode golden = golden(folder).get("by-day-2010-12 (20 files)").get(name);

        requireAnswer(golden, question.apply(csv(Rows.read(), files)).collect());
        requireStreamedAnswer(golden, question.apply(csv(Rows.readStream().option("maxFilesPerTrigger", 3), files)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("retail")
    void retailOfTheWholeYear(String name, Question question) throws Exception {
        Path folder = SharedData.folder("online-retail");
        JsonNode golden = golden(folder).get("whole year (csv.gz)").get(name);

        requireAnswer(
                golden,
                question.apply(csv(
                                Rows.read(),
                                folder.resolve("online_retail_2010-12_2011-12.csv.gz")
                                        .toString()))
                        .collect());
    }

    private static RowStream csv(RowLoader loader, String path) {
        return loader.schema(RETAIL_DDL)
                .option("header", true)
                .option("escape", "\"")
                .csv(path);
    }

    static Stream<Arguments> taxi() {
        return Stream.of(
                arguments("count_by_payment_type", (Question) rows -> counting("kind")
                        .apply(rows.withColumn("kind", col("payment_type").cast("INT")))),
                arguments("count_by_PULocationID", counting("PULocationID")),
                arguments("sum_total_amount_by_PULocationID", (Question)
                        rows -> rows.groupBy(col("PULocationID").cast("STRING").as("key"))
                                .agg(sum(col("total_amount").cast("DECIMAL(12,2)")))),
                arguments("filter_card_count_by_DOLocationID (payment_type=1)", (Question)
                        rows -> counting("DOLocationID")
                                .apply(rows.filter(col("payment_type").equalTo(1)))),
                arguments("tumbling_1h_count", windows("1 hour", "1 hour")),
                arguments("tumbling_1min_count", windows("1 minute", "1 minute")),
                arguments("hop_1h_slide_15min_count", windows("1 hour", "15 minutes")),
                arguments("tumbling_1h_count_by_PULocationID", (Question) rows -> rows.groupBy(
                                window(PICKUP, "1 hour"),
                                col("PULocationID").cast("STRING").as("key"))
                        .count()),
                arguments("distinct_DOLocationID_per_day", (Question)
                        rows -> rows.groupBy(PICKUP.cast("DATE").cast("STRING").as("day"))
                                .agg(count_distinct("DOLocationID"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void taxi(String name, Question question) throws Exception {
        Path folder = SharedData.folder("nyc-green-taxi");
        JsonNode golden = golden(folder).get("2020-04").get(name);
        String parquet = folder.resolve("green_tripdata_2020-04.parquet").toString();
        String csv = folder.resolve("green_tripdata_2020-04.csv.gz").toString();

        requireAnswer(golden, question.apply(Rows.read().parquet(parquet)).collect());
        requireAnswer(
                golden,
                question.apply(Rows.read()
                                .option("header", true)
                                .option("inferSchema", true)
                                .csv(csv))
                        .collect());
        requireStreamedAnswer(
                golden,
                question.apply(Rows.readStream().option("schemaInference", true).parquet(parquet)));
    }

    static Stream<Arguments> sessions() {
        return Stream.of(arguments("le", "10 minutes"), arguments("lt", "599999999 microseconds"));
    }

    /** Two rows are of one session if they are at most, or less than, ten minutes apart. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sessions(String kind, String gap) throws Exception {
        Path folder = SharedData.folder("nyc-green-taxi");
        JsonNode golden = golden(folder)
                .get("2020-04")
                .get("session_10min_by_PULocationID")
                .get(kind);
        String parquet = folder.resolve("green_tripdata_2020-04.parquet").toString();
        Question question = rows -> rows.withColumn("at", PICKUP)
                .groupBy(
                        session_window(col("at"), gap),
                        col("PULocationID").cast("STRING").as("key"))
                .agg(min("at").as("first"), max("at").as("last"), count("*").as("n"))
                .select("key", "first", "last", "n");

        requireAnswer(golden, question.apply(Rows.read().parquet(parquet)).collect());
        requireStreamedAnswer(
                golden,
                question.apply(Rows.readStream().option("schemaInference", true).parquet(parquet)));
    }

    private void requireStreamedAnswer(JsonNode golden, RowStream rows) throws Exception {
        for (Trigger trigger : TRIGGERS) {
            requireAnswer(golden, streamed(rows, trigger));
        }
    }

    private List<Row> streamed(RowStream rows, Trigger trigger) throws Exception {
        StreamingQuery query = rows.writeStream()
                .format("memory")
                .queryName("golden")
                .outputMode("complete")
                .option(
                        "checkpointLocation",
                        directory.resolve(trigger.getClass().getSimpleName()))
                .trigger(trigger)
                .start();
        query.processAllAvailable();
        query.stop();
        return Rows.table("golden").collect();
    }

    private static JsonNode golden(Path folder) throws IOException {
        return JSON.readTree(folder.resolve("golden.json").toFile());
    }

    private static void requireAnswer(JsonNode golden, List<Row> answer) throws NoSuchAlgorithmException {
        List<String> lines = answer.stream().map(GoldenAnswersTest::line).toList();

        assertThat(lines).hasSize(golden.get("groups").asInt());
        if (golden.has("rows")) {
            assertThat(numbers(lines)).isEqualTo(numbers(golden.get("rows")));
        } else {
            assertThat(digest(lines)).isEqualTo(golden.get("digest").asText());
        }
    }

    /** Keys, of windows their beginning, and the value behind them. */
    private static String line(Row row) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            Object value = row.get(column);
            values.add(
                    value == null
                            ? "\\N"
                            : value instanceof Row window ? window.get("start").toString() : value.toString());
        }
        return String.join("\t", values);
    }

    private static Map<String, BigDecimal> numbers(List<String> lines) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        lines.forEach(line -> numbers.put(
                line.substring(0, line.lastIndexOf('\t')),
                new BigDecimal(line.substring(line.lastIndexOf('\t') + 1)).stripTrailingZeros()));
        return numbers;
    }

    private static Map<String, BigDecimal> numbers(JsonNode rows) {
        List<String> lines = new ArrayList<>();
        for (JsonNode row : rows) {
            List<String> values = new ArrayList<>();
            row.forEach(value -> values.add(value.asText()));
            lines.add(String.join("\t", values));
        }
        return numbers(lines);
    }

    private static String digest(List<String> lines) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        lines.stream()
                .map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
                .sorted(Arrays::compareUnsigned)
                .forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }
}

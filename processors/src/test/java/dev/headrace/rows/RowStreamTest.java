package dev.headrace.rows;

import static dev.headrace.rows.Functions.approx_count_distinct;
import static dev.headrace.rows.Functions.avg;
import static dev.headrace.rows.Functions.coalesce;
import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.collect_list;
import static dev.headrace.rows.Functions.concat;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.count_distinct;
import static dev.headrace.rows.Functions.date_trunc;
import static dev.headrace.rows.Functions.from_json;
import static dev.headrace.rows.Functions.length;
import static dev.headrace.rows.Functions.lit;
import static dev.headrace.rows.Functions.lower;
import static dev.headrace.rows.Functions.max;
import static dev.headrace.rows.Functions.min;
import static dev.headrace.rows.Functions.not;
import static dev.headrace.rows.Functions.substring;
import static dev.headrace.rows.Functions.sum;
import static dev.headrace.rows.Functions.to_json;
import static dev.headrace.rows.Functions.to_timestamp;
import static dev.headrace.rows.Functions.try_cast;
import static dev.headrace.rows.Functions.when;
import static dev.headrace.rows.Functions.window;
import static dev.headrace.rows.Functions.year;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowStreamTest {

    private static final Schema EVENTS = Schema.of(
            "user_id STRING, device STRING, traffic_source STRING, amount DOUBLE, quantity BIGINT, time TIMESTAMP,"
                    + " geo STRUCT<city: STRING, state: STRING>");
    private static final Schema GEO = (Schema) EVENTS.field("geo").type();

    private final RowStream events = Rows.of(
            EVENTS,
            List.of(
                    event("a", "iOS", "email", 1.5, 1L, "2026-11-27T10:00:00Z", "Rome"),
                    event("b", "Android", "email", 2.5, 2L, "2026-11-27T10:04:59Z", "Oslo"),
                    event("c", null, "direct", null, null, "2026-11-27T10:05:00Z", "Rome"),
                    event("a", "Linux", null, 4.0, 7L, "2026-11-27T11:00:00Z", null)));

    private static Row event(
            String user,
            @Nullable String device,
            @Nullable String source,
            @Nullable Double amount,
            @Nullable Long quantity,
            String time,
            @Nullable String city) {
        Row geo = city == null ? null : Row.of(GEO, city, "x");
        return Row.of(EVENTS, user, device, source, amount, quantity, Instant.parse(time), geo);
    }

    @Test
    void theEmailTrafficPipelineOverRowsThatAreThere() {
        List<Row> rows = events.filter(col("traffic_source").equalTo("email"))
                .withColumn("mobile", col("device").isin("iOS", "Android"))
                .select("user_id", "time", "mobile")
                .collect();

        assertThat(rows)
                .extracting(row -> row.getString("user_id") + row.getBoolean("mobile"))
                .containsExactly("atrue", "btrue");
    }

    @Test
    void filterKeepsWhatIsTrueNotWhatIsUnknown() {
        assertThat(users(events.filter(col("traffic_source").notEqual("email"))))
                .containsExactly("c");
        assertThat(users(events.filter(not(col("traffic_source").equalTo("email")))))
                .containsExactly("c");
        assertThat(users(events.filter(col("traffic_source").isNull()))).containsExactly("a");
        assertThat(users(events.filter(col("traffic_source").eqNullSafe(lit(null)))))
                .containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "true,true,true,true", "true,false,false,true", "true,null,null,true", "false,true,false,true",
                "false,false,false,false", "false,null,false,null", "null,true,null,true", "null,false,false,null",
                "null,null,null,null"
            })
    void logicHasThreeValues(
            @Nullable Boolean left, @Nullable Boolean right, @Nullable Boolean both, @Nullable Boolean either) {
        RowStream pair = Rows.of(
                Schema.of("a BOOLEAN, b BOOLEAN"), List.of(Row.of(Schema.of("a BOOLEAN, b BOOLEAN"), left, right)));
        Row result = pair.select(
                        col("a").and(col("b")).as("both"), col("a").or(col("b")).as("either"))
                .collect()
                .get(0);

        assertThat(result.get("both")).isEqualTo(both);
        assertThat(result.get("either")).isEqualTo(either);
    }

    @Test
    void isinIsUnknownWhereNullIsAmongTheChoices() {
        Row row = events.select(
                        col("device").isin("x", null).as("none"),
                        col("device").isin("iOS", null).as("found"))
                .collect()
                .get(0);

        assertThat(row.get("none")).isNull();
        assertThat(row.get("found")).isEqualTo(true);
    }

    @Test
    void groupsCountSumAndCollect() {
        List<Row> rows = events.groupBy("traffic_source")
                .agg(
                        count("*").as("rows"),
                        count("amount").as("amounts"),
                        sum("quantity"),
                        avg("amount"),
                        min("amount"),
                        max("user_id"),
                        count_distinct("user_id").as("users"),
                        approx_count_distinct("user_id").as("about"),
                        collect_list("user_id").as("all"))
                .orderBy("traffic_source")
                .collect();

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).values()).startsWith(null, 1L, 1L, 7L, 4.0, 4.0, "a", 1L, 1L);
        assertThat(rows.get(1).values()).startsWith("direct", 1L, 0L, null, null, null, "c", 1L, 1L);
        assertThat(rows.get(2).values()).startsWith("email", 2L, 2L, 3L, 2.0, 1.5, "b", 2L, 2L);
        assertThat(rows.get(2).<String>getList("all")).containsExactly("a", "b");
        assertThat(rows.get(0).schema().names())
                .containsExactly(
                        "traffic_source",
                        "rows",
                        "amounts",
                        "sum(quantity)",
                        "avg(amount)",
                        "min(amount)",
                        "max(user_id)",
                        "users",
                        "about",
                        "all");
    }

    @Test
    void countOfGroupsIsCalledCount() {
        assertThat(events.groupBy("device").count().columns()).containsExactly("device", "count");
        assertThat(events.count()).isEqualTo(4);
        assertThat(Rows.of(EVENTS, List.of()).count()).isZero();
    }

    @Test
    void windowsBeginAtWholeMultiplesAndOverlapWhereTheySlide() {
        assertThat(windows(events.groupBy(window(col("time"), "5 minutes")).count()))
                .containsExactly("10:00-10:05=2", "10:05-10:10=1", "11:00-11:05=1");
        assertThat(windows(events.groupBy(window(col("time"), "10 minutes", "5 minutes"))
                        .count()))
                .containsExactly("09:55-10:05=2", "10:00-10:10=3", "10:05-10:15=1", "10:55-11:05=1", "11:00-11:10=1");
    }

    private static List<String> windows(RowStream counted) {
        return counted.collect().stream()
                .map(row -> {
                    Row window = row.getStruct("window");
                    return window.getTimestamp("start").toString().substring(11, 16) + "-"
                            + window.getTimestamp("end").toString().substring(11, 16) + "=" + row.getLong("count");
                })
                .sorted()
                .toList();
    }

    @Test
    void joinsByEqualValuesAndKeepsTheLeftWhereAsked() {
        RowStream names = Rows.of(
                Schema.of("device STRING, maker STRING"),
                List.of(
                        Row.of(Schema.of("device STRING, maker STRING"), "iOS", "Apple"),
                        Row.of(Schema.of("device STRING, maker STRING"), null, "nobody")));

        assertThat(events.join(names, "device").collect())
                .extracting(row -> row.getString("maker"))
                .containsExactly("Apple");
        assertThat(events.join(names, List.of("device"), "left").collect())
                .extracting(row -> row.getString("maker"))
                .containsExactly("Apple", null, null, null);
    }

    @Test
    void duplicatesAreDroppedAndRowsOrderedAndCut() {
        assertThat(users(events.dropDuplicates("user_id"))).containsExactly("a", "b", "c");
        assertThat(users(events.orderBy(col("amount").desc()))).containsExactly("a", "b", "a", "c");
        assertThat(users(events.orderBy("amount").limit(2))).containsExactly("c", "a");
        assertThat(users(events.union(events.limit(1)))).containsExactly("a", "b", "c", "a", "a");
    }

    @Test
    void columnsAreComputed() {
        Row row = events.select(
                        col("geo.city"),
                        col("amount").plus(1).multiply(2).as("sum"),
                        col("quantity").divide(2).as("half"),
                        when(col("amount").gt(2), "much")
                                .when(col("amount").gt(1), "some")
                                .otherwise("little")
                                .as("much"),
                        coalesce(col("device"), lit("none")).as("device"),
                        concat(lower(col("device")), lit("-"), col("quantity")).as("text"),
                        substring(col("device"), -2, 5).as("end"),
                        length(col("device")).as("length"),
                        date_trunc("hour", col("time")).as("hour"),
                        year(col("time")).as("year"),
                        col("device").like("i%").as("like"),
                        col("quantity").cast("string").as("cast"))
                .collect()
                .get(0);

        assertThat(row.values())
                .containsExactly(
                        "Rome",
                        5.0,
                        0.5,
                        "some",
                        "iOS",
                        "ios-1",
                        "OS",
                        3,
                        Instant.parse("2026-11-27T10:00:00Z"),
                        2026,
                        true,
                        "1");
    }

    @Test
    void decimalsStayExact() {
        Schema schema = Schema.of("price DECIMAL(10,2), n INT");
        Row row = Rows.of(
                        schema,
                        List.of(Row.of(schema, new BigDecimal("2.55"), 6), Row.of(schema, new BigDecimal("0.10"), 1)))
                .agg(sum(col("price").multiply(col("n"))).as("total"))
                .collect()
                .get(0);

        assertThat((BigDecimal) row.get("total")).isEqualByComparingTo("15.40");
    }

    @Test
    void jsonIsReadAndWritten() {
        Schema text = Schema.of("json STRING");
        RowStream parsed = Rows.of(text, List.of(Row.of(text, "{\"a\": 1, \"b\": {\"c\": \"x\"}}"), Row.of(text, "no")))
                .select(from_json(col("json"), "a INT, b STRUCT<c: STRING>").as("value"));

        assertThat(parsed.select(col("value.b.c"), to_json(col("value")).as("again"))
                        .collect())
                .extracting(Row::values)
                .containsExactly(Arrays.asList("x", "{\"a\":1,\"b\":{\"c\":\"x\"}}"), Arrays.asList(null, null));
    }

    @Test
    void errorsNameColumnAndReason() {
        assertThatThrownBy(() -> events.select("devcie"))
                .hasMessage("Cannot find column 'devcie'; did you mean 'device'?");
        assertThatThrownBy(() -> events.filter(col("amount")))
                .hasMessage("Cannot filter by amount: a condition is BOOLEAN, and this is DOUBLE");
        assertThatThrownBy(() -> events.select(col("device").plus(1)))
                .hasMessageContaining("Cannot compute (device + 1): it takes numbers, and there are STRING and INT");
        assertThatThrownBy(() -> events.select(sum("amount"))).hasMessageContaining("it is an aggregate");
        assertThatThrownBy(() -> events.select(col("device").cast("int")).collect())
                .hasMessage(
                        "Cannot compute CAST(device AS INT): 'iOS' is no INT. Filter such rows out, or use try_cast");
        assertThatThrownBy(() -> events.select(col("quantity").divide(0)).collect())
                .hasMessageContaining("division by zero");
        assertThatThrownBy(() ->
                        events.select(lit(Long.MAX_VALUE).plus(col("quantity"))).collect())
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rows.read().format("parket").load("x"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot read format 'parket'");
        assertThatThrownBy(() -> Rows.read().parquet("x")).hasMessageContaining("dev.headrace:headrace-io-parquet");
        assertThatThrownBy(() -> events.writeStream()).hasMessageContaining("Queries without streaming sources");
    }

    @Test
    void triedCastsGiveNull() {
        assertThat(events.select(try_cast(col("device"), "int").as("n")).collect())
                .allMatch(row -> row.isNull("n"));
        assertThat(events.select(to_timestamp(lit("2026-11-27 10:00:00")).as("t"))
                        .collect()
                        .get(0)
                        .get("t"))
                .isEqualTo(Instant.parse("2026-11-27T10:00:00Z"));
    }

    @Test
    void aggregatesAgreeWithPlainJava() {
        Random random = new Random(7);
        Schema schema = Schema.of("k INT, v BIGINT");
        List<Row> rows = new ArrayList<>();
        Map<Integer, List<Long>> expected = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            int key = random.nextInt(50);
            Long value = random.nextInt(10) == 0 ? null : (long) random.nextInt(1_000);
            rows.add(Row.of(schema, key, value));
            expected.computeIfAbsent(key, any -> new ArrayList<>());
            if (value != null) {
                expected.get(key).add(value);
            }
        }

        List<Row> results = Rows.of(schema, rows)
                .groupBy("k")
                .agg(
                        sum("v").as("sum"),
                        count("v").as("n"),
                        min("v").as("min"),
                        max("v").as("max"),
                        count_distinct("v").as("d"))
                .collect();

        assertThat(results).hasSameSizeAs(expected.keySet());
        for (Row row : results) {
            List<Long> values = expected.get(row.getInt("k"));
            assertThat(row.values().subList(1, 6))
                    .containsExactly(
                            values.stream().mapToLong(v -> v).sum(),
                            (long) values.size(),
                            values.stream().min(Long::compare).orElseThrow(),
                            values.stream().max(Long::compare).orElseThrow(),
                            values.stream().distinct().count());
        }
    }

    private static List<String> users(RowStream rows) {
        return rows.collect().stream().map(row -> row.getString("user_id")).toList();
    }
}

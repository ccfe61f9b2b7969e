package dev.headrace.rows;

import static dev.headrace.rows.Functions.abs;
import static dev.headrace.rows.Functions.approx_count_distinct;
import static dev.headrace.rows.Functions.array;
import static dev.headrace.rows.Functions.array_contains;
import static dev.headrace.rows.Functions.avg;
import static dev.headrace.rows.Functions.ceil;
import static dev.headrace.rows.Functions.coalesce;
import static dev.headrace.rows.Functions.collect_list;
import static dev.headrace.rows.Functions.collect_set;
import static dev.headrace.rows.Functions.concat;
import static dev.headrace.rows.Functions.concat_ws;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.count_distinct;
import static dev.headrace.rows.Functions.date_add;
import static dev.headrace.rows.Functions.date_format;
import static dev.headrace.rows.Functions.date_sub;
import static dev.headrace.rows.Functions.date_trunc;
import static dev.headrace.rows.Functions.datediff;
import static dev.headrace.rows.Functions.dayofweek;
import static dev.headrace.rows.Functions.element_at;
import static dev.headrace.rows.Functions.first;
import static dev.headrace.rows.Functions.floor;
import static dev.headrace.rows.Functions.from_unixtime;
import static dev.headrace.rows.Functions.greatest;
import static dev.headrace.rows.Functions.hour;
import static dev.headrace.rows.Functions.instr;
import static dev.headrace.rows.Functions.last;
import static dev.headrace.rows.Functions.least;
import static dev.headrace.rows.Functions.length;
import static dev.headrace.rows.Functions.lit;
import static dev.headrace.rows.Functions.ltrim;
import static dev.headrace.rows.Functions.min;
import static dev.headrace.rows.Functions.negate;
import static dev.headrace.rows.Functions.regexp_extract;
import static dev.headrace.rows.Functions.round;
import static dev.headrace.rows.Functions.rtrim;
import static dev.headrace.rows.Functions.second;
import static dev.headrace.rows.Functions.size;
import static dev.headrace.rows.Functions.split;
import static dev.headrace.rows.Functions.struct;
import static dev.headrace.rows.Functions.substring;
import static dev.headrace.rows.Functions.sum;
import static dev.headrace.rows.Functions.to_timestamp;
import static dev.headrace.rows.Functions.trim;
import static dev.headrace.rows.Functions.try_cast;
import static dev.headrace.rows.Functions.unix_timestamp;
import static dev.headrace.rows.Functions.when;
import static dev.headrace.rows.Functions.year;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types and values of expressions are those that Spark 4 has by default, under ANSI rules. */
class SparkValuesTest {

    private static final Schema NOTHING = Schema.of("one INT");

    private static Column as(String type, Object value) {
        return lit(value).cast(type);
    }

    private static Column decimal(String type, String value) {
        return lit(new BigDecimal(value)).cast(type);
    }

    static Stream<Arguments> values() {
        Column tiny = as("TINYINT", 100);
        Column small = as("SMALLINT", 300);
        Column real = as("FLOAT", 1.5);
        Column d52 = decimal("DECIMAL(5,2)", "1.25");
        Column d103 = decimal("DECIMAL(10,3)", "2.500");
        return Stream.of(
                // Whole numbers stay in the wider of the two types.
                arguments(tiny.plus(as("TINYINT", 27)), "TINYINT", "127"),
                arguments(tiny.multiply(small), "SMALLINT", "30000"),
                arguments(small.plus(1), "INT", "301"),
                arguments(lit(7).mod(-3), "INT", "1"),
                arguments(lit(7L).plus(1), "BIGINT", "8"),
                arguments(lit(7).divide(2), "DOUBLE", "3.5"),
                arguments(negate(as("TINYINT", 5)), "TINYINT", "-5"),
                // FLOAT stays FLOAT, but meets whole numbers in DOUBLE.
                arguments(real.plus(real), "FLOAT", "3.0"),
                arguments(as("FLOAT", 0.1).plus(as("FLOAT", 0.2)), "FLOAT", String.valueOf(0.1f + 0.2f)),
                arguments(real.plus(1), "DOUBLE", "2.5"),
                arguments(real.divide(real), "DOUBLE", "1.0"),
                arguments(negate(lit(0.0)), "DOUBLE", "-0.0"),
                // Decimals: DecimalPrecision.
                arguments(d52.plus(d103), "DECIMAL(11,3)", "3.750"),
                arguments(d52.minus(d103), "DECIMAL(11,3)", "-1.250"),
                arguments(d52.multiply(d103), "DECIMAL(16,5)", "3.12500"),
                arguments(d52.divide(d103), "DECIMAL(19,13)", "0.5000000000000"),
                arguments(d103.mod(d52), "DECIMAL(6,3)", "0.000"),
                arguments(d52.plus(1), "DECIMAL(6,2)", "2.25"),
                arguments(d52.plus(lit(1).cast("INT")), "DECIMAL(13,2)", "2.25"),
                arguments(d52.multiply(100L), "DECIMAL(9,2)", "125.00"),
                arguments(d52.plus(0.5), "DOUBLE", "1.75"),
                arguments(
                        decimal("DECIMAL(38,10)", "3").multiply(decimal("DECIMAL(38,10)", "2")),
                        "DECIMAL(38,6)",
                        "6.000000"),
                arguments(
                        decimal("DECIMAL(38,18)", "1").divide(decimal("DECIMAL(38,18)", "3")),
                        "DECIMAL(38,6)",
                        "0.333333"),
                arguments(lit(new BigDecimal("1E+3")).plus(0), "DECIMAL(5,0)", "1000"),
                // Comparisons.
                arguments(lit(0.0).equalTo(-0.0), "BOOLEAN", "true"),
                arguments(lit(Double.NaN).equalTo(Double.NaN), "BOOLEAN", "true"),
                arguments(lit(Double.NaN).gt(Double.POSITIVE_INFINITY), "BOOLEAN", "true"),
                arguments(lit(5).equalTo("5"), "BOOLEAN", "true"),
                arguments(lit(5).isin("4", "5"), "BOOLEAN", "true"),
                arguments(
                        lit("2026-11-27")
                                .cast("DATE")
                                .leq(lit("2026-11-27 00:00:00").cast("TIMESTAMP")),
                        "BOOLEAN",
                        "true"),
                arguments(lit("\uFF5E").lt("\uD83D\uDE00"), "BOOLEAN", "true"),
                arguments(lit(new byte[] {127}).lt(lit(new byte[] {-128})), "BOOLEAN", "true"),
                arguments(lit(1).equalTo(lit(null)), "BOOLEAN", null),
                arguments(lit(1).isin(2, null), "BOOLEAN", null),
                arguments(lit(1).isin(1, null), "BOOLEAN", "true"),
                // One of several.
                arguments(coalesce(lit(null), lit(1), lit(2L)), "BIGINT", "1"),
                arguments(coalesce(lit(1), lit(1.5f)), "DOUBLE", "1.0"),
                arguments(coalesce(d52, lit(1).cast("INT")), "DECIMAL(12,2)", "1.25"),
                arguments(when(lit(true), lit(1)).otherwise(2.5), "DOUBLE", "1.0"),
                arguments(when(lit(null).cast("BOOLEAN"), 1).otherwise(2), "INT", "2"),
                // Casts.
                arguments(as("INT", " +12 "), "INT", "12"),
                arguments(as("DOUBLE", "-Inf"), "DOUBLE", "-Infinity"),
                arguments(as("BOOLEAN", " Yes "), "BOOLEAN", "true"),
                arguments(as("BOOLEAN", Double.NaN), "BOOLEAN", "true"),
                arguments(as("DECIMAL(5,1)", "12.25"), "DECIMAL(5,1)", "12.3"),
                arguments(as("INT", -1.9), "INT", "-1"),
                arguments(as("DECIMAL(3,1)", true), "DECIMAL(3,1)", "1.0"),
                arguments(as("DATE", "2026-1-5"), "DATE", "2026-01-05"),
                arguments(as("DATE", "2026-01-05T10:00"), "DATE", "2026-01-05"),
                arguments(as("DATE", "2026"), "DATE", "2026-01-01"),
                arguments(as("TIMESTAMP", "2026-1-5 7:30"), "TIMESTAMP", "2026-01-05T07:30:00Z"),
                arguments(
                        as("TIMESTAMP", "2026-01-05T07:30:00.1234567+02:00"),
                        "TIMESTAMP",
                        "2026-01-05T05:30:00.123456Z"),
                arguments(as("TIMESTAMP", "2026-01-05 07:30:00 Europe/Prague"), "TIMESTAMP", "2026-01-05T06:30:00Z"),
                arguments(as("TIMESTAMP", "2026-01-05"), "TIMESTAMP", "2026-01-05T00:00:00Z"),
                arguments(as("TIMESTAMP", 1.5), "TIMESTAMP", "1970-01-01T00:00:01.500Z"),
                arguments(as("TIMESTAMP", -1L).cast("BIGINT"), "BIGINT", "-1"),
                arguments(as("TIMESTAMP", -0.5).cast("BIGINT"), "BIGINT", "-1"),
                arguments(as("TIMESTAMP", -0.5).cast("DOUBLE"), "DOUBLE", "-0.5"),
                arguments(
                        as("TIMESTAMP", "2026-01-05 07:30:00.120").cast("STRING"), "STRING", "2026-01-05 07:30:00.12"),
                arguments(as("TIMESTAMP", "2026-01-05 07:30").cast("STRING"), "STRING", "2026-01-05 07:30:00"),
                arguments(as("TIMESTAMP_NTZ", "2026-01-05 07:30").cast("DATE"), "DATE", "2026-01-05"),
                arguments(as("BINARY", "é").cast("STRING"), "STRING", "é"),
                arguments(split(lit("a,b"), ",").cast("STRING"), "STRING", "[a, b]"),
                arguments(split(lit("1,2"), ",").cast("ARRAY<INT>"), "ARRAY<INT>", "[1, 2]"),
                arguments(try_cast(lit("1.5"), "INT"), "INT", null),
                arguments(try_cast(lit("1e3"), "BIGINT"), "BIGINT", null),
                arguments(try_cast(lit("2026-02-30"), "DATE"), "DATE", null),
                arguments(try_cast(lit(300), "TINYINT"), "TINYINT", null),
                arguments(try_cast(lit(Double.NaN), "DECIMAL(5,1)"), "DECIMAL(5,1)", null),
                // Texts.
                arguments(trim(lit(" \ta ")), "STRING", "\ta"),
                arguments(length(lit("a\uD83D\uDE00")), "INT", "2"),
                arguments(substring(lit("a\uD83D\uDE00bc"), 2, 2), "STRING", "\uD83D\uDE00b"),
                arguments(substring(lit("abc"), -5, 3), "STRING", "a"),
                arguments(substring(lit("abc"), 0, 2), "STRING", "ab"),
                arguments(substring(lit("abc"), 2, Integer.MAX_VALUE), "STRING", "bc"),
                arguments(substring(lit("abc"), 4, 1), "STRING", ""),
                arguments(lit("a\nb").like("a%b"), "BOOLEAN", "true"),
                arguments(concat(lit("a"), lit(1), lit(true)), "STRING", "a1true"),
                arguments(concat(lit("a"), lit(null)), "STRING", null),
                // Times.
                arguments(year(as("TIMESTAMP", -1L)), "INT", "1969"),
                arguments(hour(as("TIMESTAMP", -1L)), "INT", "23"),
                arguments(unix_timestamp(as("TIMESTAMP", -0.5)), "BIGINT", "-1"),
                arguments(
                        date_trunc("quarter", as("TIMESTAMP", "2026-11-27 10:00:00")),
                        "TIMESTAMP",
                        "2026-10-01T00:00:00Z"),
                arguments(date_trunc("WEEK", as("DATE", "2026-11-27")), "TIMESTAMP", "2026-11-23T00:00:00Z"),
                arguments(
                        to_timestamp(lit("27.11.2026 10:00 +0200"), "dd.MM.yyyy HH:mm Z"),
                        "TIMESTAMP",
                        "2026-11-27T08:00:00Z"),
                arguments(
                        date_format(as("TIMESTAMP", "2026-11-27 08:05:09"), "dd.MM.yy HH:mm"),
                        "STRING",
                        "27.11.26 08:05"),
                arguments(from_unixtime(lit(-1L)), "STRING", "1969-12-31 23:59:59"),
                arguments(date_add(as("DATE", "2026-02-27"), 2), "DATE", "2026-03-01"),
                arguments(date_sub(lit("2026-03-01"), lit(1)), "DATE", "2026-02-28"),
                arguments(datediff(lit("2026-03-01"), lit("2026-02-27")), "INT", "2"),
                arguments(second(as("TIMESTAMP", 61L)), "INT", "1"),
                arguments(dayofweek(as("DATE", "2026-11-29")), "INT", "1"),
                // Numbers.
                arguments(abs(lit(-5)), "INT", "5"),
                arguments(abs(decimal("DECIMAL(5,2)", "-1.25")), "DECIMAL(5,2)", "1.25"),
                arguments(floor(lit(-1.5)), "BIGINT", "-2"),
                arguments(ceil(decimal("DECIMAL(5,2)", "1.25")), "DECIMAL(4,0)", "2"),
                arguments(ceil(lit(3)), "BIGINT", "3"),
                arguments(round(lit(2.5)), "DOUBLE", "3.0"),
                arguments(round(lit(-1.005), 2), "DOUBLE", "-1.01"),
                arguments(round(lit(1.1f), 1), "FLOAT", "1.1"),
                arguments(round(lit(1250), -2), "INT", "1300"),
                arguments(round(lit(1250), 2), "INT", "1250"),
                arguments(round(decimal("DECIMAL(5,2)", "1.25"), 1), "DECIMAL(5,1)", "1.3"),
                arguments(round(decimal("DECIMAL(5,2)", "155.25"), -2), "DECIMAL(4,0)", "200"),
                arguments(greatest(lit(1), lit(null), lit(2L)), "BIGINT", "2"),
                arguments(least(lit(1), lit(2.5)), "DOUBLE", "1.0"),
                arguments(greatest(lit(null), lit(null).cast("STRING")), "STRING", null),
                // Parts of texts.
                arguments(ltrim(lit("  a ")), "STRING", "a "),
                arguments(rtrim(lit(" a  ")), "STRING", " a"),
                arguments(instr(lit("a\uD83D\uDE00b"), "b"), "INT", "3"),
                arguments(instr(lit("abc"), "x"), "INT", "0"),
                arguments(concat_ws("-", lit("a"), lit(null), lit(1)), "STRING", "a-1"),
                arguments(regexp_extract(lit("order 17"), "(\\d+)", 1), "STRING", "17"),
                arguments(regexp_extract(lit("order"), "(\\d+)", 1), "STRING", ""),
                // Elements.
                arguments(array(lit(1), lit(2L)), "ARRAY<BIGINT>", "[1, 2]"),
                arguments(array(lit(1), lit(2)).getItem(1), "INT", "2"),
                arguments(element_at(array(lit("a"), lit("b")), -1), "STRING", "b"),
                arguments(array_contains(array(lit(1), lit(null)), 1L), "BOOLEAN", "true"),
                arguments(array_contains(array(lit(1), lit(null)), 2), "BOOLEAN", null),
                arguments(size(array(lit(1))), "INT", "1"),
                arguments(struct(lit(1).as("a"), lit("x").as("b")), "STRUCT<a: INT, b: STRING>", "{a: 1, b: x}"),
                arguments(array(struct(lit(1).as("a"))).getItem(0).getField("A"), "INT", "1"),
                arguments(when(lit(false), 1), "INT", null));
    }

    @ParameterizedTest
    @MethodSource
    void values(Column column, String type, String expected) {
        RowStream rows = Rows.of(NOTHING, List.of(Row.of(NOTHING, 1))).select(column.as("v"));

        assertThat(rows.schema().field("v").type().ddl()).isEqualTo(type);
        assertThat(rows.collect()).hasSize(1);
        Object value = rows.collect().get(0).get("v");
        assertThat(value == null ? null : value.toString()).isEqualTo(expected);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(as("TINYINT", 100).plus(as("TINYINT", 28)), "TINYINT overflow: 128"),
                arguments(lit(Integer.MAX_VALUE).plus(1), "INT overflow"),
                arguments(lit(Long.MIN_VALUE).minus(1), "overflow"),
                arguments(negate(lit(Integer.MIN_VALUE)), "INT overflow"),
                arguments(abs(lit(Integer.MIN_VALUE)), "INT overflow"),
                arguments(floor(lit(1e30)), "000 is no BIGINT"),
                arguments(array(lit(1)).getItem(1), "there is no element 1 among 1"),
                arguments(element_at(array(lit(1)), 0), "there is no element 0 among 1"),
                arguments(lit(1).divide(0), "division by zero"),
                arguments(lit(1.0).divide(0.0), "division by zero"),
                arguments(lit(1).mod(0), "division by zero"),
                arguments(decimal("DECIMAL(38,0)", "9".repeat(38)).plus(decimal("DECIMAL(38,0)", "1")), "does not fit"),
                arguments(as("INT", "1.5"), "'1.5' is no INT"),
                arguments(as("INT", 3e9), "3000000000 is no INT"),
                arguments(as("DATE", "27.11.2026"), "'27.11.2026' is no DATE"),
                arguments(as("BOOLEAN", "maybe"), "'maybe' is no BOOLEAN"),
                arguments(as("DECIMAL(3,1)", 100), "100 does not fit DECIMAL(3,1)"));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(Column column, String message) {
        assertThatThrownBy(() -> Rows.of(NOTHING, List.of(Row.of(NOTHING, 1)))
                        .select(column.as("v"))
                        .collect())
                .hasStackTraceContaining(message);
    }

    private static final Schema GROUPS =
            Schema.of("k DOUBLE, i INT, big BIGINT, f FLOAT, d DECIMAL(5,2), s STRING, b BINARY");

    private static Row row(Double k, Integer i, Long big, Float f, String d, String s, byte[] b) {
        return Row.of(GROUPS, k, i, big, f, d == null ? null : new BigDecimal(d), s, b);
    }

    private static RowStream groups() {
        return Rows.of(
                GROUPS,
                List.of(
                        row(0.0, null, Long.MAX_VALUE, 0.5f, "1.10", "", new byte[] {1}),
                        row(-0.0, 1, Long.MAX_VALUE, 0.25f, "2.05", "a", new byte[] {2}),
                        row(0.0, 1, 1L, null, null, null, null)));
    }

    static Stream<Arguments> aggregates() {
        return Stream.of(
                arguments(count("*"), "BIGINT", "3"),
                arguments(count("i"), "BIGINT", "2"),
                arguments(sum("i"), "BIGINT", "2"),
                arguments(sum("f"), "DOUBLE", "0.75"),
                arguments(sum("d"), "DECIMAL(15,2)", "3.15"),
                arguments(avg("i"), "DOUBLE", "1.0"),
                arguments(avg("big"), "DOUBLE", String.valueOf((2 * 0x1p63 + 1) / 3)),
                arguments(avg("d"), "DECIMAL(9,6)", "1.575000"),
                arguments(min("s"), "STRING", ""),
                arguments(first("i"), "INT", null),
                arguments(first("i", true), "INT", "1"),
                arguments(last("s"), "STRING", null),
                arguments(last("s", true), "STRING", "a"),
                arguments(collect_list("i"), "ARRAY<INT>", "[1, 1]"),
                arguments(collect_set("i"), "ARRAY<INT>", "[1]"),
                arguments(count_distinct("k"), "BIGINT", "1"),
                arguments(count_distinct("s"), "BIGINT", "2"),
                arguments(approx_count_distinct("s"), "BIGINT", "2"),
                arguments(approx_count_distinct("b"), "BIGINT", "2"),
                arguments(approx_count_distinct("k"), "BIGINT", "1"));
    }

    /** -0.0 and 0.0 are one group. */
    @ParameterizedTest
    @MethodSource
    void aggregates(Column aggregate, String type, String expected) {
        RowStream results = groups().groupBy("k").agg(aggregate.as("v"));

        assertThat(results.schema().field("v").type().ddl()).isEqualTo(type);
        assertThat(results.collect()).hasSize(1);
        Object value = results.collect().get(0).get("v");
        assertThat(value == null ? null : value.toString()).isEqualTo(expected);
    }

    @Test
    void aggregatesOfNoRowsAreOneRow() {
        assertThat(Rows.of(GROUPS, List.of())
                        .agg(count("*"), sum("i"), avg("d"), collect_list("s"), first("i"))
                        .collect())
                .extracting(Row::toString)
                .containsExactly("{count(1): 0, sum(i): null, avg(d): null, collect_list(s): [], first(i): null}");
    }

    @Test
    void sumThatDoesNotFitIsAnError() {
        assertThatThrownBy(() -> groups().agg(sum("big")).collect()).hasStackTraceContaining("overflow");
    }

    @Test
    void structsAreOrderedFieldByField() {
        Schema schema = Schema.of("s STRUCT<a: INT, b: STRING>");
        Schema struct = Schema.of("a INT, b STRING");
        List<Row> rows = Stream.of(
                        Row.of(struct, 2, "a"),
                        Row.of(struct, 1, "z"),
                        Row.of(struct, null, "q"),
                        Row.of(struct, 1, "b"))
                .map(value -> Row.of(schema, value))
                .toList();

        assertThat(Rows.of(schema, rows).orderBy("s").collect())
                .extracting(row -> row.get("s").toString())
                .containsExactly("{a: null, b: q}", "{a: 1, b: b}", "{a: 1, b: z}", "{a: 2, b: a}");
    }

    @Test
    void unitedColumnsMeetInOneType() {
        RowStream united = Rows.of(Schema.of("v INT"), List.of(Row.of(Schema.of("v INT"), 1)))
                .union(Rows.of(Schema.of("w BIGINT"), List.of(Row.of(Schema.of("w BIGINT"), 2L))));

        assertThat(united.schema().ddl()).isEqualTo("STRUCT<v: BIGINT>");
        assertThat(united.collect()).extracting(row -> row.getLong("v")).containsExactly(1L, 2L);
    }

    @Test
    void negativeZeroIsADuplicateOfZero() {
        Schema schema = Schema.of("v DOUBLE");
        assertThat(Rows.of(
                                schema,
                                List.of(
                                        Row.of(schema, 0.0),
                                        Row.of(schema, -0.0),
                                        Row.of(schema, Double.NaN),
                                        Row.of(schema, Double.NaN)))
                        .distinct()
                        .count())
                .isEqualTo(2);
    }
}

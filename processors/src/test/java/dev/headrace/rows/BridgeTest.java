package dev.headrace.rows;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.lit;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.Headrace;
import dev.headrace.connect.MemoryInput;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.processor.FixedKeyProcessorSupplier;
import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.processor.ProcessorWrapper;
import dev.headrace.processor.Record;
import dev.headrace.processor.WrappedFixedKeyProcessorSupplier;
import dev.headrace.processor.WrappedProcessorSupplier;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamsConfig;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.TopologyConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows that go on as records of the DSL, and records that go on as rows. */
@Timeout(60)
class BridgeTest {

    private static final Schema CLICKS = Schema.of("user STRING, page STRING");

    @TempDir
    Path directory;

    private final MemoryInput input = MemoryInput.of(CLICKS, 2);
    private final RowStream clicks = Rows.readStream(input);
    private final List<Row> seen = new ArrayList<>();
    private final StreamsBuilder builder = new StreamsBuilder();

    @Test
    void rowsAreRecordsOfTheDsl() throws InterruptedException {
        input.add("a", "cart").add("b", "home").add("c", "cart");
        clicks.filter(col("page").equalTo("cart"))
                .select("user")
                .toKStream(builder, "carts")
                .filterNot((key, row) -> row.getString("user").equals("c"))
                .foreach((key, row) -> seen.add(row));
        run();

        assertThat(seen).extracting(row -> row.getString("user")).containsExactly("a");
    }

    @Test
    void groupsGoOnAsWellAndTwoStreamsKeepTheirNamesApart() throws InterruptedException {
        input.add("a", "cart").add("b", "home").add("c", "cart");
        clicks.groupBy("page")
                .count()
                .toKStream(builder, "pages", OutputMode.UPDATE)
                .merge(clicks.groupBy("user").count().toKStream(builder, "users", OutputMode.UPDATE))
                .foreach((key, row) -> seen.add(row));
        run();

        assertThat(seen)
                .extracting(row -> row.get(0) + "=" + row.getLong("count"))
                .containsExactlyInAnyOrder("cart=2", "home=1", "a=1", "b=1", "c=1");
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        assertThatThrownBy(() -> clicks.groupBy("page").count().toKStream(builder, "pages"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("append output mode is not supported");
        assertThatThrownBy(() -> Rows.of(CLICKS, List.of()).toKStream(builder, "rows"))
                .hasMessageContaining("read them by readStream()");
    }

    @Test
    void recordsAreRowsOfTheirComponents() throws InterruptedException {
        input.add("a", "cart").add("b", null).add("c", "cart");
        KStream<Void, Click> records = builder.stream(input.stream()).mapValues(row -> row.as(Click.class));
        StreamingQuery query = Rows.of(records.mapValues(click -> click.page() == null ? null : click), Click.class)
                .filter(col("page").equalTo("cart"))
                .withColumn("buys", lit(true))
                .writeStream()
                .format("memory")
                .queryName("carts")
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start();
        query.awaitTermination();

        assertThat(Rows.table("carts").collect())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("{user: a, page: cart, buys: true}", "{user: c, page: cart, buys: true}");
    }

    /** A window over the records' own times, behind an operation of the DSL and in front of another. */
    @Test
    void recordsAreRowsAndRecordsAgainWithAWatermarkBetween() throws InterruptedException {
        input.add("a", "1").add("b", "2").add("a", "25").add("c", "90");
        Schema timed = Schema.of("user STRING, at TIMESTAMP");
        KStream<Void, Row> some = builder.stream(input.stream())
                .filterNot((key, row) -> row.getString("user").equals("b"));
        Rows.of(
                        some,
                        timed,
                        record -> Row.of(
                                timed,
                                record.value().getString("user"),
                                Instant.ofEpochSecond(
                                        Long.parseLong(record.value().getString("page")))))
                .withWatermark("at", "10 seconds")
                .groupBy(window(col("at"), "10 seconds"))
                .count()
                .select(col("window.start").as("start"), col("count"))
                .toKStream(builder, "windows")
                .foreach((key, row) -> seen.add(row));
        run();

        assertThat(seen)
                .extracting(Row::toString)
                .containsExactlyInAnyOrder(
                        "{start: 1970-01-01T00:00:00Z, count: 1}", "{start: 1970-01-01T00:00:20Z, count: 1}");
    }

    @Test
    void outputsThatShareABuilderAreOneQuery() throws InterruptedException {
        input.add("a", "cart").add("b", "home");
        KStream<Void, Row> records = builder.stream(input.stream());
        RowStream first = Rows.of(records, CLICKS, Record::value);
        RowStream second =
                Rows.of(records.filter((key, row) -> row.getString("user").equals("b")), CLICKS, Record::value);
        records.foreach((key, row) -> seen.add(row));
        first.filter(col("page").equalTo("cart")).writeStream().format("memory").addTo(builder, "of-carts");
        first.union(second)
                .groupBy("user")
                .count()
                .writeStream()
                .outputMode("update")
                .format("memory")
                .addTo(builder, "of-users");
        Rows.readStream(input).writeStream().format("memory").addTo(builder, "of-all");
        run();

        assertThat(seen).hasSize(2);
        assertThat(Rows.table("of-carts").collect()).extracting(Row::toString).containsExactly("{user: a, page: cart}");
        assertThat(Rows.table("of-users").collect())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("{user: a, count: 1}", "{user: b, count: 2}");
        assertThat(Rows.table("of-all").collect()).hasSize(2);
    }

    @Test
    void operatorsOfRowsWorkInsideOfAWrapper() throws InterruptedException {
        input.add("a", "cart").add("b", "home").add("c", "cart");
        Properties wrapping = new Properties();
        wrapping.put(StreamsConfig.APPLICATION_ID_CONFIG, "wrapped");
        wrapping.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        wrapping.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, Wrapping.class);
        StreamsBuilder wrapped = new StreamsBuilder(new TopologyConfig(new StreamsConfig(wrapping)));
        Rows.of(wrapped.stream(input.stream()), CLICKS, Record::value)
                .groupBy("page")
                .count()
                .toKStream(wrapped, "pages", OutputMode.UPDATE)
                .foreach((key, row) -> seen.add(row));
        run(wrapped);

        assertThat(seen)
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("{page: cart, count: 2}", "{page: home, count: 1}");
    }

    @Test
    void aBuilderBecomesOneQuery() {
        RowStream rows = Rows.of(builder.stream(input.stream()), CLICKS, Record::value);
        rows.writeStream().format("console").toTopology();

        assertThatThrownBy(() -> rows.writeStream().format("console").toTopology())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("became a topology before")
                .hasMessageContaining("addTo(builder, name, path)");
    }

    @Test
    void streamsOfTwoBuildersDoNotMix() {
        RowStream rows = Rows.of(builder.stream(input.stream()), CLICKS, Record::value);
        StreamsBuilder another = new StreamsBuilder();
        RowStream others = Rows.of(another.stream(input.stream()), CLICKS, Record::value);

        assertThatThrownBy(() -> rows.union(others)).hasMessageContaining("another StreamsBuilder");
        assertThatThrownBy(() -> rows.toKStream(another, "rows")).hasMessageContaining("another StreamsBuilder");
        assertThatThrownBy(() -> rows.writeStream().format("console").addTo(another, "rows"))
                .hasMessageContaining("another StreamsBuilder");
    }

    @Test
    void whatIsTheQuerysIsNotSaidOfASinkAmongOthers() {
        RowStream rows = Rows.of(builder.stream(input.stream()), CLICKS, Record::value);

        assertThatThrownBy(() -> rows.writeStream()
                        .format("console")
                        .trigger(Trigger.once())
                        .option("checkpointLocation", "/checkpoint")
                        .addTo(builder, "rows"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("with checkpointLocation, trigger")
                .hasMessageContaining("QueryOptions");
        assertThatThrownBy(() -> rows.writeStream().format("console").start())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("no commit log is given");
        assertThatThrownBy(() -> rows.writeStream()
                        .format("console")
                        .commitLog(CommitLog.kafka("rows", "nowhere:9092"))
                        .option("checkpointLocation", "/checkpoint")
                        .start())
                .hasMessageContaining("both given");
    }

    @Test
    void rowsOfAnotherSchemaAreRefused() {
        input.add("a", "cart");
        Rows.of(builder.stream(input.stream()), Schema.of("user STRING"), Record::value)
                .toKStream(builder, "users")
                .foreach((key, row) -> seen.add(row));

        assertThatThrownBy(this::run)
                .hasRootCauseMessage(
                        "Cannot take a row of user STRING, page STRING: the rows of this stream were said to have user STRING");
    }

    /** A click. */
    record Click(String user, String page) {}

    /** Puts something around every processor. */
    public static final class Wrapping implements ProcessorWrapper {

        @Override
        public <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
                String processorName, ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier) {
            return ProcessorWrapper.asWrapped(() -> new Around<>(processorSupplier.get()));
        }

        @Override
        public <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
                String processorName, FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier) {
            return ProcessorWrapper.asWrappedFixedKey(processorSupplier);
        }
    }

    private record Around<KIn, VIn, KOut, VOut>(Processor<KIn, VIn, KOut, VOut> within)
            implements Processor<KIn, VIn, KOut, VOut> {

        @Override
        public void init(ProcessorContext<KOut, VOut> context) {
            within.init(context);
        }

        @Override
        public void process(Record<KIn, VIn> record) {
            within.process(record);
        }

        @Override
        public void close() {
            within.close();
        }
    }

    private void run() throws InterruptedException {
        run(builder);
    }

    private void run(StreamsBuilder of) throws InterruptedException {
        Headrace.start(
                        of.build(),
                        QueryOptions.builder()
                                .commitLog(CommitLog.directory(directory.resolve("checkpoint")))
                                .stateDir(directory.resolve("state"))
                                .trigger(Trigger.availableNow())
                                .build())
                .awaitTermination();
    }
}

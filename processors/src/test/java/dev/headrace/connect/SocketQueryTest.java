package dev.headrace.connect;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.StreamsException;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over the lines of a server, over the real engine and real sockets. */
@Timeout(60)
class SocketQueryTest {

    @TempDir
    Path directory;

    private final List<String> read = new CopyOnWriteArrayList<>();
    private LineServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new LineServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"processingTime(0 seconds)", "processingTime(10 milliseconds)", "continuous(10 milliseconds)"})
    void linesAreReadAsTheyCome(String trigger) throws IOException, InterruptedException {
        StreamingQuery query = lines().writeStream()
                .foreach(row -> read.add(row.getString("value")))
                .trigger(Trigger.of(trigger))
                .start();
        server.accept().send("a\nb");
        await(query, () -> read.size() == 1);
        server.send("c\n\nd");
        await(query, () -> read.size() == 3);
        server.hangUp();
        await(query, () -> read.size() == 4);

        assertThat(read).containsExactly("a", "bc", "", "d");
        assertThat(query.isActive()).isTrue();
        query.stop();
    }

    @Test
    void connectionEndsWithTheQuery() throws IOException, InterruptedException {
        StreamingQuery query = start(lines());
        server.accept().send("a\n");
        await(query, () -> read.size() == 1);
        query.stop();

        assertThat(server.isLeft()).isTrue();
    }

    @Test
    void wordsAreCounted() throws IOException, InterruptedException {
        StreamingQuery query = lines().groupBy("value")
                .agg(count("*").as("n"))
                .writeStream()
                .outputMode("complete")
                .format("memory")
                .queryName("words")
                .option("workers", 2)
                .start();
        server.accept().send("a\nb\na\n");
        await(query, () -> counts().equals(Map.of("a", 2L, "b", 1L)));
        server.send("b\n");
        await(query, () -> counts().equals(Map.of("a", 2L, "b", 2L)));
        query.stop();
    }

    @Test
    void timeOfReadingIsAColumnWhereItIsAskedFor() throws IOException, InterruptedException {
        Instant before = Instant.now();
        RowStream timed = load(Map.of("includeTimestamp", true));
        assertThat(timed.schema()).isEqualTo(Schema.of("value STRING, timestamp TIMESTAMP"));
        assertThat(lines().schema()).isEqualTo(Schema.of("value STRING"));
        List<Row> rows = new CopyOnWriteArrayList<>();
        StreamingQuery query =
                timed.select("timestamp").writeStream().foreach(rows::add).start();
        server.accept().send("a\n");
        await(query, () -> !rows.isEmpty());
        query.stop();

        assertThat(rows.get(0).schema()).isEqualTo(Schema.of("timestamp TIMESTAMP"));
        assertThat(rows.get(0).getTimestamp("timestamp"))
                .isBetween(Instant.ofEpochMilli(before.toEpochMilli()), Instant.now());
    }

    @Test
    void epochThatFailedIsRepeatedWithTheSameLines() throws IOException, InterruptedException {
        StreamingQuery query = lines().writeStream()
                .foreachBatch((batch, id) -> {
                    read.add(id + "="
                            + batch.collect().stream()
                                    .map(row -> row.getString("value"))
                                    .toList());
                    if (read.size() == 1) {
                        throw new IllegalStateException("no");
                    }
                })
                .start();
        server.accept().send("a\n");
        await(query, () -> read.size() == 2);
        server.send("b\n");
        await(query, () -> read.size() == 3);
        query.stop();

        assertThat(read).containsExactly("0=[a]", "0=[a]", "1=[b]");
    }

    @Test
    void restartReadsWhatComesThen() throws IOException, InterruptedException {
        StreamingQuery first = start(lines());
        server.accept().send("a\nb\n");
        await(first, () -> read.size() == 2);
        first.stop();

        StreamingQuery second = start(lines());
        server.accept().send("c\n");
        await(second, () -> read.size() == 3);
        second.stop();

        assertThat(read).containsExactly("a", "b", "c");
        assertThat(second.lastProgress().sources().get(0).endOffset()).isEqualTo("{\"socket-0\":{\"0\":3}}");
    }

    @Test
    void epochWhoseLinesWereLostIsPassedOver() throws IOException, InterruptedException {
        StreamingQuery failing = lines().writeStream()
                .foreachBatch((batch, id) -> {
                    throw new IllegalStateException("no");
                })
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start();
        server.accept().send("a\nb\n");
        assertThatThrownBy(failing::awaitTermination).hasStackTraceContaining("no");

        StreamingQuery query = start(lines());
        server.accept().send("c\n");
        await(query, () -> read.size() == 1);
        query.stop();

        assertThat(read).containsExactly("c");
    }

    @Test
    void serverThatIsNotThereIsNamed() throws IOException {
        server.close();

        assertThatThrownBy(() -> start(lines()).awaitTermination())
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("Cannot connect to " + server.host() + ":" + server.port())
                .hasMessageContaining("Start the server that sends the lines first");
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        assertThatThrownBy(() ->
                        Rows.readStream().format("socket").option("port", 1).load())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Cannot read socket: no host is given. Write .option(\"host\", \"localhost\")");
        assertThatThrownBy(() ->
                        Rows.readStream().format("socket").option("host", "h").load())
                .hasMessage("Cannot read socket: no port is given. Write .option(\"port\", 9999)");
        assertThatThrownBy(() -> load(Map.of("port", 70_000)))
                .hasMessage("Cannot use option port=70000: it is 65535 at most");
        assertThatThrownBy(() -> load(Map.of("includeTimestamp", "yes")))
                .hasMessage("Cannot use option includeTimestamp='yes': it has to be true or false");
        assertThatThrownBy(() -> Rows.read()
                        .format("socket")
                        .option("host", "h")
                        .option("port", 1)
                        .load()
                        .collect())
                .hasMessageContaining("Cannot read lines of h:1 as a batch: they have no end. Use readStream()");
    }

    private RowStream lines() {
        return load(Map.of());
    }

    private RowStream load(Map<String, Object> options) {
        var loader =
                Rows.readStream().format("socket").option("host", server.host()).option("port", server.port());
        options.forEach(loader::option);
        return loader.load();
    }

    private StreamingQuery start(RowStream rows) {
        return rows.filter(col("value").isNotNull())
                .writeStream()
                .foreachBatch((batch, id) -> batch.collect().forEach(row -> read.add(row.getString("value"))))
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start();
    }

    private static void await(StreamingQuery query, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            query.awaitTermination(Duration.ofMillis(5));
        }
    }

    private static Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        Rows.table("words").collect().forEach(row -> counts.put(row.getString("value"), row.getLong("n")));
        return counts;
    }
}

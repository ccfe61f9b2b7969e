package dev.headrace.connect;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.window;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.Headrace;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressTableTest {

    private static final Schema CLICKS = Schema.of("user STRING, time TIMESTAMP");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Headrace session = new Headrace();
    private final MemoryInput input = MemoryInput.of(CLICKS, 1);

    @Test
    void hasALineForEachEpochBelowOneHeading() throws InterruptedException {
        session.addListener(new ProgressTable(new PrintStream(printed, true, UTF_8)));
        input.add("a", Instant.ofEpochSecond(1))
                .add("b", Instant.ofEpochSecond(2))
                .add("c", Instant.ofEpochSecond(60));
        StreamingQuery query = Rows.with(session).stream(input)
                .withWatermark("time", "5 seconds")
                .groupBy(window(col("time"), "10 seconds"))
                .count()
                .writeStream()
                .outputMode("append")
                .foreach(row -> {})
                .queryName("windows_of_clicks")
                .trigger(Trigger.availableNow())
                .start();
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();

        List<List<String>> lines = printed.toString(UTF_8)
                .lines()
                .map(line -> List.of(line.split(" +")))
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .containsExactly(
                        "query", "batch", "read", "read/s", "written", "done/s", "ms", "watermark", "state", "late");
        assertThat(cells(lines.get(1))).containsExactly("windows_of_click", "0", "3", "0", "-", "2", "0");
        assertThat(cells(lines.get(2)))
                .containsExactly("windows_of_click", "1", "0", "1", "1970-01-01T00:00:55Z", "1", "0");
    }

    /** Without rates and times, which differ from run to run. */
    private static List<String> cells(List<String> line) {
        return List.of(line.get(0), line.get(1), line.get(2), line.get(4), line.get(7), line.get(8), line.get(9));
    }
}

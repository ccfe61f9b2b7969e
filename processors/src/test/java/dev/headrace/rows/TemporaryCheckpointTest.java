package dev.headrace.rows;

import static dev.headrace.rows.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.connect.MemoryInput;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the directories of a query that was given none. */
@Timeout(60)
class TemporaryCheckpointTest {

    private static final Schema NUMBERS = Schema.of("n BIGINT");
    private static final Pattern CHECKPOINT = Pattern.compile("checkpointLocation=(.*)");

    private final MemoryInput input = MemoryInput.of(NUMBERS, 1);
    private final RowStreamWriter counts =
            Rows.readStream(input).groupBy(col("n")).count().writeStream().outputMode("update");

    TemporaryCheckpointTest() {
        input.add(Row.of(NUMBERS, 1L));
    }

    @Test
    void isDeletedWithAllStateWhenTheQueryEndsByItself() throws InterruptedException {
        StreamingQuery query =
                counts.foreach(row -> {}).trigger(Trigger.availableNow()).start();
        Path place = placeOf(query);

        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();

        assertThat(place).doesNotExist();
    }

    @Test
    void isDeletedWhenTheQueryIsStopped() throws InterruptedException {
        StreamingQuery query = counts.foreachBatch((batch, id) -> {}).start();
        Path place = placeOf(query);
        query.processAllAvailable();
        assertThat(place.resolve("checkpoint/metadata")).exists();
        assertThat(place.resolve("state")).isNotEmptyDirectory();

        query.stop();

        assertThat(place).doesNotExist();
    }

    @Test
    void staysWhenTheQueryFails() {
        StreamingQuery query = counts.foreach(row -> {
                    throw new IllegalStateException("no");
                })
                .start();
        Path place = placeOf(query);

        assertThatThrownBy(() -> query.awaitTermination(Duration.ofSeconds(30))).hasStackTraceContaining("no");

        assertThat(place.resolve("checkpoint/metadata")).exists();
        new TemporaryPlace(place).delete();
        assertThat(place).doesNotExist();
    }

    private static Path placeOf(StreamingQuery query) {
        Matcher checkpoint = CHECKPOINT.matcher(query.explain());
        assertThat(checkpoint.find()).isTrue();
        return Path.of(checkpoint.group(1)).getParent();
    }
}

package dev.headrace.rows;

import static dev.headrace.rows.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.Headrace;
import dev.headrace.connect.MemoryInput;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows that go on as records of the DSL. */
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

    private void run() throws InterruptedException {
        Headrace.start(
                        builder.build(),
                        QueryOptions.builder()
                                .commitLog(CommitLog.directory(directory.resolve("checkpoint")))
                                .stateDir(directory.resolve("state"))
                                .trigger(Trigger.availableNow())
                                .build())
                .awaitTermination();
    }
}

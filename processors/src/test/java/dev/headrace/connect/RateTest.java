package dev.headrace.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.RowInput;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourceContext;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceRecord;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RateTest {

    private static final long START_MS = 1_000_000;

    @TempDir
    Path directory;

    private long nowMs = START_MS;

    @Test
    void rowHasTheSameTimestampWheneverAndWhereverItIsRead() throws IOException {
        Map<Long, Instant> read = new HashMap<>();
        Source<Void, Row> first = opened(Map.of("rowsPerSecond", "10", "rampUpTime", "4s", "numPartitions", "3"));
        List<SourcePosition> positions = new ArrayList<>();
        for (int partition = 0; partition < 3; partition++) {
            positions.add(first.initial(partition));
            nowMs += 5;
        }

        nowMs += 2_330;
        for (int partition = 0; partition < 3; partition++) {
            read(first, partition, positions.get(partition)).forEach(row -> read.put(value(row), timestamp(row)));
        }
        assertThat(read).hasSize(8);

        nowMs += 60_000;
        Source<Void, Row> again = opened(Map.of("rowsPerSecond", "10", "rampUpTime", "4s", "numPartitions", "3"));
        Map<Long, Instant> readAgain = new HashMap<>();
        for (int partition = 0; partition < 3; partition++) {
            int remainder = partition;
            List<Row> rows = read(again, partition, positions.get(partition));
            assertThat(rows).allMatch(row -> value(row) % 3 == remainder);
            rows.forEach(row -> readAgain.put(value(row), timestamp(row)));
        }

        assertThat(readAgain).hasSize(20 + 583).containsAllEntriesOf(read);
        assertThat(readAgain)
                .containsEntry(0L, Instant.ofEpochMilli(START_MS))
                .containsEntry(1L, Instant.ofEpochMilli(START_MS + 500))
                .containsEntry(2L, Instant.ofEpochMilli(START_MS + 1_000))
                .containsEntry(20L, Instant.ofEpochMilli(START_MS + 4_000));
    }

    @Test
    void readerThatIsOpenedAgainGoesOnBehindTheLastRow() throws IOException {
        Source<Void, Row> source = opened(Map.of("rowsPerSecond", "100", "numPartitions", "2"));
        SourcePosition from = source.initial(1);
        nowMs += 1_000;
        SourcePosition until = source.end(1, from, ReadLimit.configured(), null);
        List<Long> values = new ArrayList<>();
        SourcePosition at = from;
        while (!at.equals(until)) {
            try (var reader = source.reader(1, at)) {
                for (SourceRecord<Void, Row> each : reader.poll(7, until)) {
                    values.add(value(each.record().value()));
                    at = each.position();
                }
            }
        }

        assertThat(values).hasSize(50).startsWith(1L, 3L).endsWith(97L, 99L).isSorted();
    }

    @Test
    void rowsOfAllPartitionsAreCounted() throws InterruptedException {
        List<Long> values = new CopyOnWriteArrayList<>();
        StreamingQuery query = rate(Map.of("rowsPerSecond", 2_000, "numPartitions", 3))
                .select("value")
                .writeStream()
                .foreachBatch((batch, id) -> batch.collect().forEach(row -> values.add(value(row))))
                .option("workers", 2)
                .start();
        while (values.size() < 500) {
            query.awaitTermination(Duration.ofMillis(5));
        }
        query.stop();

        assertThat(values).doesNotHaveDuplicates().contains(0L, 1L, 2L, 300L);
    }

    @Test
    void otherNumberOfPartitionsIsRefused() throws InterruptedException {
        run(2).awaitTermination();

        for (int partitions : new int[] {1, 3}) {
            assertThatThrownBy(() -> run(partitions).awaitTermination())
                    .hasStackTraceContaining("Cannot read rate of 1 rows a second in " + partitions
                            + " partitions: the checkpoint has it in 2. Write .option(\"numPartitions\", 2)");
        }
        run(2).awaitTermination();
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> rate(Map.of("rowsPerSecond", 0)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Cannot use option rowsPerSecond=0: it is 1 at least");
        assertThatThrownBy(() -> rate(Map.of("numPartitions", 0)))
                .hasMessage("Cannot use option numPartitions=0: it is 1 at least");
        assertThatThrownBy(() -> rate(Map.of("rampUpTime", "soon")))
                .hasMessageContaining("Cannot use option rampUpTime='soon': it has to be a length of time");
        assertThatThrownBy(() -> rate(Map.of("rampUpTime", "-1 second")))
                .hasMessage("Cannot use option rampUpTime='-1 second': it is negative. Write for example '10s'");
        assertThatThrownBy(() -> rate(Map.of("rampUpTimes", "1s"))).hasMessageContaining("did you mean 'rampUpTime'?");
    }

    private StreamingQuery run(int partitions) {
        return rate(Map.of("numPartitions", partitions))
                .writeStream()
                .foreachBatch((batch, id) -> {})
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start();
    }

    private static RowStream rate(Map<String, Object> options) {
        var loader = Rows.readStream().format("rate");
        options.forEach(loader::option);
        return loader.load();
    }

    private Source<Void, Row> opened(Map<String, String> options) {
        RowInput input = new RateInputFormat()
                .open(new InputRequest(Execution.STREAM, List.of(), Options.of(options), null, path -> {
                    throw new IllegalStateException("no files");
                }));
        return input.stream()
                .open(new SourceContext(
                        "rate",
                        new UUID(0, 1),
                        () -> nowMs,
                        path -> {
                            throw new IllegalStateException("no files");
                        },
                        null));
    }

    private static List<Row> read(Source<Void, Row> source, int partition, SourcePosition from) throws IOException {
        SourcePosition until = source.end(partition, from, ReadLimit.configured(), null);
        try (var reader = source.reader(partition, from)) {
            List<Row> rows = reader.poll(Integer.MAX_VALUE, until).stream()
                    .map(each -> each.record().value())
                    .toList();
            assertThat(reader.position()).isEqualTo(until);
            return rows;
        }
    }

    private static long value(Row row) {
        return row.getLong("value");
    }

    private static Instant timestamp(Row row) {
        return row.getTimestamp("timestamp");
    }
}

package dev.headrace.testkit;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.data.Row;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.Trigger;
import dev.headrace.testkit.simulation.Pacing;
import dev.headrace.testkit.simulation.SimulatedDisk;
import dev.headrace.testkit.simulation.SimulatedFiles;
import dev.headrace.testkit.simulation.SimulatedKafka;
import dev.headrace.testkit.simulation.SimulatedProcess;
import dev.headrace.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Runs rows through the real engine, in memory and in the thread of the test: with triggers, epochs and watermarks as in a
 * query, state in a checkpoint, and a clock that the test moves.
 *
 * <pre>{@code
 * MemoryInput events = MemoryInput.of(Schema.of("at TIMESTAMP, user STRING"));
 * RowStream counts = Rows.readStream(events)
 *         .withWatermark("at", "10 minutes")
 *         .groupBy(window(col("at"), "5 minutes"))
 *         .count();
 * try (RowTestDriver driver = RowTestDriver.of(counts, OutputMode.UPDATE)) {
 *     events.add(Row.of(events.schema(), at, "ann"));
 *     assertThat(driver.processAllAvailable()).hasSize(1);
 * }
 * }</pre>
 */
public final class RowTestDriver implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(10);
    private static final int IDLE_TICKS = 3;
    private static final int STEPS_MAX = 100_000;
    private static final String CHECKPOINT = "/checkpoint";

    private final RowStream rows;
    private final OutputMode mode;
    private final SimulatedKafka simulation;
    private final SimulatedFiles files = new SimulatedFiles();
    private final SeededIds ids = new SeededIds(0);
    private final SimulatedDisk disk = new SimulatedDisk();
    private final SplittableRandom random = new SplittableRandom(0);
    private final QueryOptions options;
    private final List<Row> written = new ArrayList<>();
    private SimulatedProcess process;
    private QueryProcess query;

    private RowTestDriver(RowStream rows, OutputMode mode, Instant start) {
        this.rows = rows;
        this.mode = mode;
        this.simulation = SimulatedKafka.builder()
                .pacing(Pacing.PROMPT)
                .startMs(start.toEpochMilli())
                .build();
        this.options = QueryOptions.builder()
                .commitLog(CommitLog.directory(Path.of(CHECKPOINT)))
                .trigger(Trigger.processingTime(Duration.ZERO))
                .build();
        this.process = simulation.process("driver");
        this.query = start();
    }

    /** A driver in append mode, on whose clock it is now. */
    public static RowTestDriver of(RowStream rows) {
        return of(rows, OutputMode.APPEND);
    }

    /**
     * A driver on whose clock it is now.
     *
     * @throws dev.headrace.errors.InvalidOptionException if the rows cannot be written in this mode
     */
    public static RowTestDriver of(RowStream rows, OutputMode mode) {
        return new RowTestDriver(rows, mode, Instant.now());
    }

    /** A driver on whose clock it is {@code start}, which {@code current_timestamp()} shows. */
    public static RowTestDriver of(RowStream rows, OutputMode mode, Instant start) {
        return new RowTestDriver(rows, mode, start);
    }

    private QueryProcess start() {
        return QueryProcess.start(
                topology().plan(),
                options,
                new QueryProcess.Place(
                        process, disk, new UUID(0, 0), files.mount(process), simulation::nowMs, ids, CommitProbe.NONE));
    }

    private Topology topology() {
        return rows.writeStream()
                .outputMode(mode)
                .foreachBatch((batch, epoch) -> written.addAll(batch.collect()))
                .toTopology();
    }

    /**
     * Lets epochs run until all input that is there is processed and all is final that can be.
     *
     * @return the rows that were written meanwhile, epoch after epoch
     */
    public List<Row> processAllAvailable() {
        int idle = 0;
        for (int step = 0; idle < IDLE_TICKS; step++) {
            if (step > STEPS_MAX) {
                throw new IllegalStateException(
                        "The rows do not come to rest: they still move after " + step + " steps");
            }
            if (query.step()) {
                idle = 0;
            } else {
                idle++;
                simulation.advance(TICK);
            }
        }
        List<Row> now = List.copyOf(written);
        written.clear();
        return now;
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        simulation.advance(time);
    }

    /** Kills the process, which loses what is not committed, and starts the query again. */
    public void crash() {
        process.crash();
        query.forget();
        disk.crash(random);
        process = simulation.process("driver");
        query = start();
    }

    /** Ends the query in good order. */
    @Override
    public void close() {
        query.stop();
    }
}

package dev.headrace.connect;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.WallClock;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.Predicate;
import dev.headrace.rows.spi.RowInput;
import dev.headrace.rows.spi.RowInputFormat;
import dev.headrace.rows.spi.RowReader;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourceContext;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code format("rate")}: so many rows a second, of a {@code timestamp} and a {@code value} that counts from 0. The row of a
 * number has the same timestamp whenever it is read.
 *
 * <p>Options: {@code rowsPerSecond} (1); {@code rampUpTime}, how long it takes to become so fast, in whole seconds (0s);
 * {@code numPartitions}, how many tasks the rows are dealt to in turn (1).
 */
public final class RateInputFormat implements RowInputFormat {

    static final Schema SCHEMA = Schema.of("timestamp TIMESTAMP, value BIGINT");

    private static final String ROWS_PER_SECOND = "rowsPerSecond";
    private static final String RAMP_UP_TIME = "rampUpTime";

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public Set<String> options(Execution execution) {
        return Set.of(ROWS_PER_SECOND, RAMP_UP_TIME, FixedPartitions.OPTION);
    }

    @Override
    public RowInput open(InputRequest request) {
        Options options = request.options();
        Duration rampUp = options.duration(RAMP_UP_TIME).orElse(Duration.ZERO);
        if (rampUp.isNegative()) {
            throw new InvalidOptionException("Cannot use option " + RAMP_UP_TIME + "='"
                    + options.text(RAMP_UP_TIME).orElseThrow() + "': it is negative. Write for example '10s'");
        }
        Pace pace = new Pace(options.number(ROWS_PER_SECOND, 1).orElse(1L), rampUp.toSeconds());
        return new Rate(pace, FixedPartitions.of(options), SCHEMA);
    }

    private record Rate(Pace pace, FixedPartitions partitions, Schema schema) implements RowInput {

        @Override
        public String describe() {
            return "rate of " + pace.rowsPerSecond() + " rows a second";
        }

        @Override
        public RowInput narrowed(Schema wanted, List<Predicate> filters) {
            return new Rate(pace, partitions, wanted);
        }

        @Override
        public RowReader rows() {
            throw new IllegalStateException("Cannot read a rate as a batch: it has no end. Use readStream()");
        }

        @Override
        public Source<Void, Row> stream() {
            return new Ticking(this, () -> 0, 0);
        }
    }

    /** Partition p has every row whose number leaves p when it is divided by the number of partitions. */
    private record Ticking(Rate rate, WallClock clock, long openedMs) implements Source<Void, Row> {

        @Override
        public String describe() {
            return rate.describe();
        }

        @Override
        public int partitions() {
            return rate.partitions.count();
        }

        @Override
        public Source<Void, Row> open(SourceContext context) {
            return new Ticking(rate, context.clock(), context.clock().nowMs());
        }

        @Override
        public SourcePosition initial(int partition) {
            return new Position(openedMs, partition, partitions()).toSource();
        }

        @Override
        public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last) {
            if (last != null) {
                return last;
            }
            Position at = Position.of(from);
            return at.next(Math.max(at.next, firstOf(partition, due(at.startMs))))
                    .toSource();
        }

        private long due(long startMs) {
            return rate.pace.rowsAfter(clock.nowMs() - startMs);
        }

        /** The first row of a partition that is not before {@code row}. */
        private long firstOf(int partition, long row) {
            return row + Math.floorMod(partition - row, partitions());
        }

        @Override
        public SourceReader<Void, Row> reader(int partition, SourcePosition from) {
            rate.partitions.requireAsWritten(Position.of(from).partitions, describe());
            TimedRows rows = new TimedRows(rate.schema);
            return new SourceReader<>() {
                private Position at = Position.of(from);

                @Override
                public List<SourceRecord<Void, Row>> poll(int recordsMax, @Nullable SourcePosition until) {
                    long end = until == null ? due(at.startMs) : Position.of(until).next;
                    List<SourceRecord<Void, Row>> polled = new ArrayList<>();
                    while (at.next < end && polled.size() < recordsMax) {
                        long timeMs = at.startMs + rate.pace.timeMsOf(at.next);
                        Row row = rows.row(at.next, timeMs);
                        at = at.next(at.next + partitions());
                        polled.add(SourceRecord.of(null, row, timeMs, at.toSource()));
                    }
                    return polled;
                }

                @Override
                public SourcePosition position() {
                    return at.toSource();
                }

                @Override
                public void close() {}
            };
        }
    }

    /**
     * A place in a rate.
     *
     * @param startMs when its first second begins; milliseconds since 1970
     * @param next the row that is read next
     * @param partitions how many the rows are dealt to
     */
    private record Position(long startMs, long next, long partitions) {

        static Position of(SourcePosition position) {
            long[] numbers = position.asNumbers(3);
            return new Position(numbers[0], numbers[1], numbers[2]);
        }

        SourcePosition toSource() {
            return SourcePosition.ofNumbers(startMs, next, partitions);
        }

        Position next(long row) {
            return new Position(startMs, row, partitions);
        }
    }
}

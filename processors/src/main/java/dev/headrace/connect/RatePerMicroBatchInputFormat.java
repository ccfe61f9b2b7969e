package dev.headrace.connect;

import static java.util.Objects.requireNonNull;

import dev.headrace.errors.InvalidOptionException;
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
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code format("rate-micro-batch")}: so many rows each epoch, of a {@code timestamp} and a {@code value} that counts from 0,
 * however long an epoch takes: the same query has the same results each time it is run. A query under {@code once} or
 * {@code availableNow} reads the rows of one epoch; a continuous trigger, which plans none, is refused.
 *
 * <p>Options: {@code rowsPerBatch}; {@code startTimestamp}, which the rows of the first epoch have, in milliseconds since 1970
 * (0); {@code advanceMillisPerBatch}, how much later those of each further one are (1000); {@code numPartitions}, how many
 * tasks the rows are dealt to in turn (1). Where they are changed between two runs, a query goes on from where it stood.
 */
public final class RatePerMicroBatchInputFormat implements RowInputFormat {

    private static final String ROWS_PER_BATCH = "rowsPerBatch";
    private static final String START_TIMESTAMP = "startTimestamp";
    private static final String ADVANCE_MILLIS_PER_BATCH = "advanceMillisPerBatch";

    @Override
    public String name() {
        return "rate-micro-batch";
    }

    @Override
    public Set<String> options(Execution execution) {
        return Set.of(ROWS_PER_BATCH, START_TIMESTAMP, ADVANCE_MILLIS_PER_BATCH, FixedPartitions.OPTION);
    }

    @Override
    public RowInput open(InputRequest request) {
        Options options = request.options();
        long rows = options.number(ROWS_PER_BATCH, 1)
                .orElseThrow(() -> new InvalidOptionException("Cannot read " + name()
                        + ": it is not said how many rows an epoch has. Write .option(\"" + ROWS_PER_BATCH
                        + "\", 100)"));
        return new Rate(
                rows,
                options.number(START_TIMESTAMP, 0).orElse(0L),
                options.number(ADVANCE_MILLIS_PER_BATCH, 0).orElse(1_000L),
                FixedPartitions.of(options),
                RateInputFormat.SCHEMA);
    }

    private record Rate(long rowsPerEpoch, long startMs, long advanceMs, FixedPartitions partitions, Schema schema)
            implements RowInput {

        @Override
        public String describe() {
            return "rate of " + rowsPerEpoch + " rows each epoch";
        }

        @Override
        public RowInput narrowed(Schema wanted, List<Predicate> filters) {
            return new Rate(rowsPerEpoch, startMs, advanceMs, partitions, wanted);
        }

        @Override
        public RowReader rows() {
            throw new IllegalStateException(
                    "Cannot read a rate of rows each epoch as a batch: it has no end. Use readStream()");
        }

        @Override
        public Source<Void, Row> stream() {
            return new Counting(this);
        }
    }

    /** Partition p of n has of each epoch row p, row p + n, and so on. */
    private record Counting(Rate rate) implements Source<Void, Row> {

        @Override
        public String describe() {
            return rate.describe();
        }

        @Override
        public Optional<String> whyNotContinuous() {
            return Optional.of("nothing says there where an epoch, which has so many rows, ends. Use"
                    + " Trigger.processingTime(..), or format(\"rate\")");
        }

        @Override
        public int partitions() {
            return rate.partitions.count();
        }

        @Override
        public SourcePosition initial(int partition) {
            return new Position(0, rate.startMs, 0, partitions()).toSource();
        }

        /** One epoch, or what an earlier commit left of it, whatever the limit: to read all there is would never end. */
        @Override
        public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last) {
            return last != null
                    ? last
                    : Position.of(from)
                            .afterEpoch(rate.rowsPerEpoch, rate.advanceMs)
                            .toSource();
        }

        @Override
        public SourceReader<Void, Row> reader(int partition, SourcePosition from) {
            rate.partitions.requireAsWritten(Position.of(from).partitions, describe());
            TimedRows rows = new TimedRows(rate.schema);
            return new SourceReader<>() {
                private Position at = Position.of(from);

                @Override
                public List<SourceRecord<Void, Row>> poll(int recordsMax, @Nullable SourcePosition until) {
                    Position end = Position.of(requireNonNull(until, describe() + " cannot be read without a plan"));
                    at = at.within(end, partition);
                    List<SourceRecord<Void, Row>> polled = new ArrayList<>();
                    while (at.row(partition) < end.first && polled.size() < recordsMax) {
                        long timeMs = at.timestampMs;
                        Row row = rows.row(at.row(partition), timeMs);
                        at = at.afterRow().within(end, partition);
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
     * A place in such a rate.
     *
     * @param first the first row of the epoch that is read next, or from
     * @param timestampMs what its rows have; milliseconds since 1970
     * @param taken how many rows this partition has read of it
     * @param partitions how many the rows are dealt to
     */
    private record Position(long first, long timestampMs, long taken, long partitions) {

        static Position of(SourcePosition position) {
            long[] numbers = position.asNumbers(4);
            return new Position(numbers[0], numbers[1], numbers[2], numbers[3]);
        }

        SourcePosition toSource() {
            return SourcePosition.ofNumbers(first, timestampMs, taken, partitions);
        }

        /** The number of the next row of {@code partition}. */
        long row(int partition) {
            return first + partition + taken * partitions;
        }

        Position afterRow() {
            return new Position(first, timestampMs, taken + 1, partitions);
        }

        Position afterEpoch(long rows, long advanceMs) {
            return new Position(first + rows, timestampMs + advanceMs, 0, partitions);
        }

        /** This place, or {@code end} where no row of {@code partition} lies between the two. */
        Position within(Position end, int partition) {
            return row(partition) < end.first ? this : end;
        }
    }
}

package dev.headrace.connect;

import dev.headrace.port.WallClock;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code format("rate")}: so many rows a second, of a {@code timestamp} and a {@code value} that counts from 0. The row of a
 * number has the same timestamp whenever it is read.
 */
public final class RateInputFormat implements RowInputFormat {

    private static final Schema SCHEMA = Schema.of("timestamp TIMESTAMP, value BIGINT");
    private static final String ROWS_PER_SECOND = "rowsPerSecond";

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public Set<String> options(Execution execution) {
        return Set.of(ROWS_PER_SECOND);
    }

    @Override
    public RowInput open(InputRequest request) {
        return new Rate(request.options().number(ROWS_PER_SECOND, 1).orElse(1L), SCHEMA);
    }

    private record Rate(long perSecond, Schema schema) implements RowInput {

        @Override
        public String describe() {
            return "rate of " + perSecond + " rows a second";
        }

        @Override
        public RowInput narrowed(Schema wanted, List<Predicate> filters) {
            return new Rate(perSecond, wanted);
        }

        @Override
        public RowReader rows() {
            throw new IllegalStateException("Cannot read a rate as a batch: it has no end. Use readStream()");
        }

        @Override
        public Source<Void, Row> stream() {
            return new Ticking(perSecond, schema, () -> 0);
        }
    }

    /** Positions are {@code [start in milliseconds, rows since]}. */
    private record Ticking(long perSecond, Schema schema, WallClock clock) implements Source<Void, Row> {

        @Override
        public String describe() {
            return "rate of " + perSecond + " rows a second";
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Source<Void, Row> open(SourceContext context) {
            return new Ticking(perSecond, schema, context.clock());
        }

        @Override
        public SourcePosition initial(int partition) {
            return position(clock.nowMs(), 0);
        }

        @Override
        public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last) {
            if (last != null) {
                return last;
            }
            long startMs = part(from, 0);
            return position(startMs, Math.max(part(from, 1), due(startMs)));
        }

        private long due(long startMs) {
            return (clock.nowMs() - startMs) * perSecond / 1_000;
        }

        @Override
        public SourceReader<Void, Row> reader(int partition, SourcePosition from) {
            long startMs = part(from, 0);
            return new SourceReader<>() {
                private long next = part(from, 1);

                @Override
                public List<SourceRecord<Void, Row>> poll(int recordsMax, @Nullable SourcePosition until) {
                    long end = until == null ? due(startMs) : part(until, 1);
                    List<SourceRecord<Void, Row>> polled = new ArrayList<>();
                    while (next < end && polled.size() < recordsMax) {
                        long timeMs = startMs + next * 1_000 / perSecond;
                        Row row = row(Instant.ofEpochMilli(timeMs), next);
                        next++;
                        polled.add(SourceRecord.of(null, row, timeMs, Ticking.position(startMs, next)));
                    }
                    return polled;
                }

                @Override
                public SourcePosition position() {
                    return Ticking.position(startMs, next);
                }

                @Override
                public void close() {}
            };
        }

        private Row row(Instant timestamp, long value) {
            Object[] values = new Object[schema.size()];
            for (int column = 0; column < values.length; column++) {
                values[column] = schema.field(column).name().equals("value") ? (Object) value : timestamp;
            }
            return Row.wrap(schema, values);
        }

        private static SourcePosition position(long startMs, long rows) {
            return new SourcePosition("[" + startMs + "," + rows + "]");
        }

        private static long part(SourcePosition position, int index) {
            return Long.parseLong(position.json().replaceAll("[\\[\\]]", "").split(",")[index]);
        }
    }
}

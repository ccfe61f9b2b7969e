package dev.headrace.connect;

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
import dev.headrace.source.SourceContext;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code format("socket")}: the lines that a server sends to whoever connects, UTF-8, in one column {@code value}. For trying
 * things out: an epoch that fails is repeated with the same lines, but a query that is started again has lost those that were
 * sent and not committed. When the server closes the connection, what it sent is read, and the query waits for more.
 *
 * <p>Options: {@code host} and {@code port} of the server; {@code includeTimestamp}, whether there is a column
 * {@code timestamp} of when a line was read (false), which is when the trigger opens an epoch, not when the line arrives.
 */
public final class SocketInputFormat implements RowInputFormat {

    private static final Logger LOG = LoggerFactory.getLogger(SocketInputFormat.class);

    private static final Schema LINES = Schema.of("value STRING");
    private static final Schema LINES_AND_TIMES = Schema.of("value STRING, timestamp TIMESTAMP");
    private static final int HELD_BYTES_MAX = 64 << 20;

    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String INCLUDE_TIMESTAMP = "includeTimestamp";

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public Set<String> options(Execution execution) {
        return Set.of(HOST, PORT, INCLUDE_TIMESTAMP);
    }

    @Override
    public RowInput open(InputRequest request) {
        Options options = request.options();
        return new Lines(
                options.text(HOST).orElseThrow(() -> missing(HOST, "\"localhost\"")),
                options.number(PORT, 1, 65_535).orElseThrow(() -> missing(PORT, "9999")),
                options.flag(INCLUDE_TIMESTAMP, false) ? LINES_AND_TIMES : LINES);
    }

    private static InvalidOptionException missing(String option, String example) {
        return new InvalidOptionException(
                "Cannot read socket: no " + option + " is given. Write .option(\"" + option + "\", " + example + ")");
    }

    private record Lines(String host, int port, Schema schema) implements RowInput {

        @Override
        public String describe() {
            return "lines of " + host + ":" + port;
        }

        @Override
        public RowInput narrowed(Schema wanted, List<Predicate> filters) {
            return new Lines(host, port, wanted);
        }

        @Override
        public RowReader rows() {
            throw new IllegalStateException(
                    "Cannot read " + describe() + " as a batch: they have no end. Use readStream()");
        }

        @Override
        public Source<Void, Row> stream() {
            return new Receiving(this, new SocketLines(host, port, () -> 0, HELD_BYTES_MAX));
        }
    }

    /** Positions are numbers of lines. */
    private record Receiving(Lines of, SocketLines lines) implements Source<Void, Row> {

        @Override
        public String describe() {
            return of.describe();
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Source<Void, Row> open(SourceContext context) {
            LOG.warn(
                    "The {} are sent once: what is not committed when the query ends, a restart does not find",
                    describe());
            return new Receiving(of, new SocketLines(of.host, of.port, context.clock(), HELD_BYTES_MAX));
        }

        @Override
        public SourcePosition initial(int partition) {
            return SourcePosition.of(0);
        }

        @Override
        public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last)
                throws IOException {
            long end = lines.read();
            return SourcePosition.of(last == null ? end : Math.min(end, last.asLong()));
        }

        @Override
        public SourceReader<Void, Row> reader(int partition, SourcePosition from) throws IOException {
            lines.open(from.asLong());
            TimedRows rows = new TimedRows(of.schema);
            return new SourceReader<>() {
                private long next = from.asLong();

                @Override
                public List<SourceRecord<Void, Row>> poll(int recordsMax, @Nullable SourcePosition until)
                        throws IOException {
                    long end = until == null ? lines.read() : lines.plannedUpTo(until.asLong());
                    next = Math.max(next, lines.first());
                    List<SourceRecord<Void, Row>> polled = new ArrayList<>();
                    while (next < end && polled.size() < recordsMax) {
                        SocketLines.Line line = lines.line(next);
                        next++;
                        polled.add(SourceRecord.of(
                                null, rows.row(line.text(), line.readMs()), line.readMs(), SourcePosition.of(next)));
                    }
                    return polled;
                }

                @Override
                public SourcePosition position() {
                    return SourcePosition.of(next);
                }

                @Override
                public void close() throws IOException {
                    lines.close();
                }
            };
        }

        @Override
        public void committed(int partition, SourcePosition position) {
            lines.committed(position.asLong());
        }
    }
}

package dev.headrace.connect;

import dev.headrace.port.WallClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of a server as one query reads them. They are numbered as they are read, and held in memory until they are
 * committed, for an epoch that has to be repeated. When the lines that are held take too much memory, no more are read, and
 * the server has to wait.
 *
 * <p>There is a connection while there is a reader. The numbers go on where an earlier connection left them, but what it had
 * not handed over is not sent again. Safe for any thread.
 */
final class SocketLines {

    private static final Logger LOG = LoggerFactory.getLogger(SocketLines.class);
    private static final int BYTES_PER_LINE = 64;

    private final String host;
    private final int port;
    private final WallClock clock;
    private final int heldBytesMax;

    private final List<Line> held = new ArrayList<>();
    private long heldBytes;
    private long first;
    private int readers;
    private @Nullable LineConnection connection;

    SocketLines(String host, int port, WallClock clock, int heldBytesMax) {
        this.host = host;
        this.port = port;
        this.clock = clock;
        this.heldBytesMax = heldBytesMax;
    }

    /** A line, and when it was read. */
    record Line(String text, long readMs) {

        /** About how much memory it takes. */
        long bytes() {
            return BYTES_PER_LINE + 2L * text.length();
        }
    }

    /** One more reader reads on from the line of that number. */
    synchronized void open(long from) throws IOException {
        if (connection == null) {
            connection = LineConnection.open(host, port, heldBytesMax);
            if (from > 0) {
                LOG.warn(
                        "Goes on at line {} with what {}:{} sends from now on: lines that were sent before and not"
                                + " committed may be missing",
                        from,
                        host,
                        port);
            }
        }
        readers++;
        if (from > next()) {
            first = from;
        }
    }

    /** One reader less. */
    synchronized void close() throws IOException {
        readers--;
        if (readers == 0 && connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Reads what has come and there is room for; returns the number of the line that comes next. */
    synchronized long read() throws IOException {
        while (connection != null && heldBytes < heldBytesMax) {
            String text = connection.next();
            if (text == null) {
                break;
            }
            Line line = new Line(text, clock.nowMs());
            held.add(line);
            heldBytes += line.bytes();
        }
        return next();
    }

    /**
     * Returns {@code end}, where an epoch ends. Lines before it that have not come will not come: that epoch was begun in an
     * earlier run.
     */
    synchronized long plannedUpTo(long end) {
        if (end > next()) {
            LOG.warn(
                    "Passes over lines {} to {} of {}:{}: an epoch had begun to read them on a connection that is gone",
                    next(),
                    end - 1,
                    host,
                    port);
            first = end;
        }
        return end;
    }

    /** The number of the first line that is held. */
    synchronized long first() {
        return first;
    }

    /** The line of that number, which is held. */
    synchronized Line line(long number) {
        return held.get((int) (number - first));
    }

    /** Lines before {@code end} are committed, and let go. */
    synchronized void committed(long end) {
        List<Line> committed = held.subList(0, (int) Math.max(0, end - first));
        heldBytes -= committed.stream().mapToLong(Line::bytes).sum();
        first += committed.size();
        committed.clear();
    }

    private long next() {
        return first + held.size();
    }
}

package dev.headrace.connect;

import dev.headrace.streaming.StreamingQueryListener;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.StreamingQueryProgress.SinkProgress;
import dev.headrace.streaming.StreamingQueryProgress.StateOperatorProgress;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Prints a line for each progress of the queries of a session, below a heading: rows read and written, rates, milliseconds, the
 * watermark, rows of state, rows that came too late. A query without a name goes by the beginning of its id.
 *
 * <pre>{@code
 * Headrace.shared().addListener(new ProgressTable(System.out));
 * }</pre>
 */
public final class ProgressTable implements StreamingQueryListener {

    private static final String HEADING = String.format(
            "%-16s %6s %12s %10s %12s %10s %8s %-24s %10s %8s",
            "query", "batch", "read", "read/s", "written", "done/s", "ms", "watermark", "state", "late");
    private static final int QUERY_MAX = 16;
    private static final int ID_SHOWN = 8;

    private final PrintStream to;
    private boolean hasHeading;

    /** A table that grows on {@code to}. */
    public ProgressTable(PrintStream to) {
        this.to = to;
    }

    @Override
    public synchronized void onQueryProgress(QueryProgress event) {
        if (!hasHeading) {
            to.println(HEADING);
            hasHeading = true;
        }
        to.println(line(event.progress()));
    }

    private static String line(StreamingQueryProgress progress) {
        return String.format(
                Locale.ROOT,
                "%-16s %6d %,12d %,10.1f %,12d %,10.1f %,8d %-24s %,10d %,8d",
                title(progress),
                progress.batchId(),
                progress.numInputRows(),
                progress.inputRowsPerSecond(),
                progress.sinks().stream().mapToLong(SinkProgress::numOutputRows).sum(),
                progress.processedRowsPerSecond(),
                progress.batchDuration(),
                progress.eventTime().getOrDefault("watermark", "-"),
                progress.stateOperators().stream()
                        .mapToLong(StateOperatorProgress::numRowsTotal)
                        .sum(),
                progress.stateOperators().stream()
                        .mapToLong(StateOperatorProgress::numRowsDroppedByWatermark)
                        .sum());
    }

    private static String title(StreamingQueryProgress progress) {
        String name = progress.name();
        if (name == null) {
            return progress.id().toString().substring(0, ID_SHOWN);
        }
        return name.length() > QUERY_MAX ? name.substring(0, QUERY_MAX) : name;
    }
}

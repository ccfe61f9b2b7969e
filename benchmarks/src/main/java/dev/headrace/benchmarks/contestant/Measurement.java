package dev.headrace.benchmarks.contestant;

import java.util.Optional;

/**
 * What one run cost, from the first record to the last commit.
 *
 * @param records how many input records there were
 * @param cpuNs CPU time of the whole process: all threads, compiler and garbage collector included
 * @param gcMs time spent in garbage collections
 * @param peakRssBytes the most memory that the process has ever held, warm-up included; 0 where the system does not tell
 */
public record Measurement(long records, long cpuNs, long wallNs, long gcMs, long peakRssBytes) {

    private static final String MARK = "measured";

    /** CPU seconds for a million input records. */
    public double cpuSecondsPerMillion() {
        return cpuNs / 1e9 / (records / 1e6);
    }

    /** Input records for a second on the wall. */
    public double recordsPerSecond() {
        return records / wallSeconds();
    }

    /** Seconds on the wall. */
    public double wallSeconds() {
        return wallNs / 1e9;
    }

    /** The measurement as one line of text, for {@link #parse}. */
    String toLine() {
        return String.join(
                " ",
                MARK,
                Long.toString(records),
                Long.toString(cpuNs),
                Long.toString(wallNs),
                Long.toString(gcMs),
                Long.toString(peakRssBytes));
    }

    /** The measurement that a line holds; empty where it holds none. */
    public static Optional<Measurement> parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != 6 || !fields[0].equals(MARK)) {
            return Optional.empty();
        }
        return Optional.of(new Measurement(
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5])));
    }
}

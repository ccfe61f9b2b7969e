package dev.headrace.connect;

/**
 * How many rows there are at what time: so many a second, but in the seconds before that speed is reached, fewer. Within each
 * second rows are evenly apart.
 *
 * <p>The speed is ramped up as Structured Streaming does it, by the same whole number of rows each second: after s seconds of
 * 4 in which 10 rows a second are reached there are 0, 2, 6, 12, 20, 30 rows.
 */
record Pace(long rowsPerSecond, long rampUpSeconds) {

    private static final long SECOND_MS = 1_000;

    /** How many rows are due when so much time has passed since the start. */
    long rowsAfter(long elapsedMs) {
        long second = Math.max(0, elapsedMs) / SECOND_MS;
        long withinMs = Math.max(0, elapsedMs) % SECOND_MS;
        return rowsBefore(second) + withinMs * rowsWithin(second) / SECOND_MS;
    }

    /** The time of the row of that number, counted from the start. */
    long timeMsOf(long row) {
        long second = secondOf(row);
        return second * SECOND_MS + (row - rowsBefore(second)) * SECOND_MS / rowsWithin(second);
    }

    private long secondOf(long row) {
        long rampRows = rowsBefore(rampUpSeconds);
        if (row >= rampRows) {
            return rampUpSeconds + (row - rampRows) / rowsPerSecond;
        }
        long from = 0;
        long to = rampUpSeconds;
        while (to - from > 1) {
            long middle = (from + to) / 2;
            if (rowsBefore(middle) <= row) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private long rowsBefore(long second) {
        long ramp = Math.min(second, rampUpSeconds);
        return speedUp() * ramp * (ramp + 1) / 2 + (second - ramp) * rowsPerSecond;
    }

    private long rowsWithin(long second) {
        return second < rampUpSeconds ? speedUp() * (second + 1) : rowsPerSecond;
    }

    private long speedUp() {
        return rowsPerSecond / (rampUpSeconds + 1);
    }
}

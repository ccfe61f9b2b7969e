package dev.headrace.connect;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.spi.Options;

/** How many partitions a source deals its numbered rows to. Positions mean other rows where there are more or fewer. */
record FixedPartitions(int count) {

    static final String OPTION = "numPartitions";

    private static final int COUNT_MAX = 10_000;

    static FixedPartitions of(Options options) {
        return new FixedPartitions(options.number(OPTION, 1, COUNT_MAX).orElse(1));
    }

    /** Refuses to go on from a position that was written with another number of partitions. */
    void requireAsWritten(long written, String source) {
        if (written != count) {
            throw new InvalidOptionException("Cannot read " + source + " in " + count
                    + " partitions: the checkpoint has it in " + written + ". Write .option(\"" + OPTION + "\", "
                    + written + "), or start anew with another checkpoint");
        }
    }
}

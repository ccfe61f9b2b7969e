package dev.headrace.runtime;

import dev.headrace.errors.CommitFailedException;
import java.util.List;

/**
 * What becomes of epochs that fail one after the other. The first ones are just repeated. Then they are cut smaller and
 * smaller, so that one record that no commit gets past is alone in its epoch when the query fails, and can be named.
 */
final class FailureStreak {

    private static final int FAILURES_MAX = 10;
    private static final int REPEATED_WHOLE = 3;
    private static final int CUT_INTO = 8;

    private int failures;
    private int recordsMax = Integer.MAX_VALUE;
    private long suspects;

    /** How many records an epoch may have. */
    int recordsMax() {
        return recordsMax;
    }

    /** An epoch of {@code records} was committed. */
    void committed(int records) {
        failures = 0;
        suspects -= records;
        if (suspects <= 0) {
            recordsMax = Integer.MAX_VALUE;
        }
    }

    /**
     * An epoch failed; returns if it is to be repeated.
     *
     * @param records how many it had
     * @param taken what they were
     * @throws CommitFailedException if that was tried often enough
     */
    void failed(CommitFailedException cause, int records, List<String> taken) {
        failures++;
        if (failures > FAILURES_MAX) {
            throw new CommitFailedException(
                    "Cannot commit "
                            + (taken.isEmpty()
                                    ? "an epoch without records"
                                    : "what " + String.join(", ", taken) + " led to")
                            + ": it was tried " + failures + " times, the last time with: " + cause.getMessage()
                            + (records == 1
                                    ? " -- Let the topology drop such a record, or make less of it, and start again"
                                    : ""),
                    cause);
        }
        if (failures > REPEATED_WHOLE) {
            suspects = Math.max(suspects, records);
            recordsMax = Math.max(1, Math.min(recordsMax, records) / CUT_INTO);
        }
    }
}

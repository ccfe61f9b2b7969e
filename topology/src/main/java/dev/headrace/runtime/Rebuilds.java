package dev.headrace.runtime;

import dev.headrace.errors.CommitOutcomeUnknownException;
import dev.headrace.errors.FencedException;
import dev.headrace.errors.StoreDamagedException;
import dev.headrace.errors.StreamsException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Decides whether a worker that failed is made anew. It is where it lost its place, its brokers or a
 * store, and nothing else is wrong: a few times in a row, without a commit in between.
 */
public final class Rebuilds {

    private static final int IN_A_ROW_MAX = 5;

    private final String worker;
    private int inARow;

    /**
     * No worker was made anew yet.
     *
     * @param worker its name, for messages
     */
    public Rebuilds(String worker) {
        this.worker = worker;
    }

    /** The worker has committed: whatever was wrong is over. */
    public void committed() {
        inARow = 0;
    }

    /**
     * Returns if the worker is to be made anew after {@code failure}.
     *
     * @throws RuntimeException the failure itself, if a new worker would be no better off
     * @throws StreamsException if new workers did not get on several times in a row
     */
    public void after(RuntimeException failure) {
        boolean worthAnother = failure instanceof FencedException
                || failure instanceof CommitOutcomeUnknownException
                || failure instanceof StoreDamagedException
                || failure instanceof RetriableException;
        if (!worthAnother) {
            throw failure;
        }
        inARow++;
        if (inARow > IN_A_ROW_MAX) {
            throw new StreamsException(
                    "Cannot keep " + worker + " at work: it was made anew " + IN_A_ROW_MAX
                            + " times without a commit in between, and failed again with: " + failure.getMessage()
                            + (failure instanceof FencedException
                                    ? ". Another process may use the same state directory or transactional ids: stop"
                                            + " it, or give each its own state.dir"
                                    : ". Look whether the brokers can be reached, then start again"),
                    failure);
        }
    }
}

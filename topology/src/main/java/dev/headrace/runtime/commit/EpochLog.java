package dev.headrace.runtime.commit;

import dev.headrace.errors.CommitFailedException;
import dev.headrace.errors.CommitOutcomeUnknownException;

/**
 * A commit log as one worker writes it. Whatever an epoch writes goes through it, so that it can make all of it durable in
 * one act or none of it.
 */
public interface EpochLog extends AutoCloseable {

    /** Whether something was sent since the last commit or abort. */
    boolean hasWrites();

    /** How long ago the first send of the open epoch was, in milliseconds; 0 if there was none. */
    long openForMs();

    /**
     * Hands over the changes and the checkpoint records of the epoch and waits until everything sent is acknowledged.
     * Blocks.
     *
     * @throws CommitFailedException if something was not delivered; the epoch can only be aborted
     */
    StagedEpoch stage(Epoch epoch);

    /**
     * Makes the epoch durable in one atomic act. Blocks.
     *
     * @throws CommitFailedException if it certainly did not happen: {@link #abort}, rewind and try again
     * @throws CommitOutcomeUnknownException if it may have happened: touch nothing but {@link #resolve}
     */
    void commit(StagedEpoch epoch);

    /**
     * Finds out whether a commit of unknown outcome happened, and makes the log fit for the next epoch. Blocks.
     *
     * @return whether it happened
     */
    boolean resolve(StagedEpoch epoch);

    /** Drops the open epoch, whatever of it was sent. Blocks. */
    void abort();

    /** Lets go of the log without a commit; an open epoch is lost. */
    @Override
    void close();
}

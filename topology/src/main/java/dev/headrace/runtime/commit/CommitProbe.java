package dev.headrace.runtime.commit;

/**
 * Told when a commit enters and leaves a stage. Progress is measured here, and here a test crashes. Both methods may be
 * called on the thread of a job.
 */
public interface CommitProbe {

    /** Does nothing. */
    CommitProbe NONE = new CommitProbe() {};

    /** {@code stage} is about to begin. */
    default void before(CommitStage stage) {}

    /** {@code stage} is done. */
    default void after(CommitStage stage) {}
}

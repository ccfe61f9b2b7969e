package dev.headrace.runtime;

/** What a step did. */
public enum StepResult {
    /** Nothing: there was nothing to do within the time given. */
    IDLE,
    /** Records were polled, processed or restored. */
    PROGRESSED,
    /** An epoch was committed. */
    COMMITTED,
    /** The query has drained what there was and ends; no further step does anything. */
    DRAINED
}

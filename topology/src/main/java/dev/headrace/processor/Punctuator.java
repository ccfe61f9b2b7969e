package dev.headrace.processor;

/** Is called back at scheduled times. */
@FunctionalInterface
public interface Punctuator {

    /**
     * Is called in the thread that runs the task, and may forward records and change stores.
     *
     * @param timestamp stream time or wall-clock time, as scheduled, in milliseconds since 1970
     */
    void punctuate(long timestamp);
}

package dev.headrace.processor;

/** By which time a {@link Punctuator} is called. */
public enum PunctuationType {
    /** The time that the timestamps of records advance. No records, no calls. */
    STREAM_TIME,
    /** The time of the engine's clock. */
    WALL_CLOCK_TIME
}

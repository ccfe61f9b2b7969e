package dev.headrace.rows.spi;

/** In which of the two ways rows are read or written. */
public enum Execution {
    /** All there is, once. */
    BATCH,
    /** As it arrives, epoch by epoch. */
    STREAM
}

package dev.headrace.testkit.simulation;

/** What becomes of one operation on a file. */
public enum FileOutcome {
    /** It does what it should. */
    NONE,
    /** The process dies before it has any effect. */
    CRASH_BEFORE,
    /** Half of the bytes are written, and the process dies. */
    CRASH_TORN,
    /** It has its whole effect, and the process dies. */
    CRASH_AFTER,
    /** The caller gets an {@code IOException}, and nothing has happened. */
    ERROR_WITHOUT_EFFECT,
    /** The caller gets an {@code IOException} although it has happened. */
    ERROR_WITH_EFFECT
}

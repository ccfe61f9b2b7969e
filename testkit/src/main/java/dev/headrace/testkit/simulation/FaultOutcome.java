package dev.headrace.testkit.simulation;

/** What becomes of one call of a client. */
public enum FaultOutcome {
    /** The call does what it should. */
    NONE,
    /** The process dies before the call has any effect. */
    CRASH_BEFORE,
    /** The call has its whole effect, and then the process dies. */
    CRASH_AFTER,
    /** The caller gets a {@code TimeoutException}, and the request has not arrived. */
    ERROR_WITHOUT_EFFECT,
    /** The caller gets a {@code TimeoutException} although the request arrived and was obeyed. */
    ERROR_WITH_EFFECT
}

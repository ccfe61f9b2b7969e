package dev.headrace.runtime.observe;

/** Told what one worker does, once per phase, on the worker's thread. */
public interface WorkerObserver {

    /** Hears nothing. */
    WorkerObserver NONE = new WorkerObserver() {};

    /** A task runs, after {@code recordsRestored} records came from its changelogs. */
    default void recovered(String task, long recordsRestored) {}

    /** A task waits to be recovered, and has for some time; {@code why} says for what, and what to do about it. */
    default void waiting(String why) {}

    /** An epoch was opened. */
    default void opened(long nowMs) {}

    /** The open epoch has ended, committed or with nothing in it. */
    default void closed(long nowMs) {}

    /** An epoch was committed. */
    default void committed(EpochReport report) {}

    /** An epoch was aborted and will be repeated. */
    default void aborted(RuntimeException cause) {}

    /** There was nothing to do when the trigger fired. */
    default void idle(long nowMs) {}
}

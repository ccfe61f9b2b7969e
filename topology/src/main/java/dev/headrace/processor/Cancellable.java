package dev.headrace.processor;

/** A schedule that can be ended. */
@FunctionalInterface
public interface Cancellable {

    /** Ends the schedule: there are no further calls. */
    void cancel();
}

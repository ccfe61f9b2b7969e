package dev.headrace.testkit.simulation;

import java.time.Duration;

/** Called where a real client would block. It may move the clock or let another process do something. */
@FunctionalInterface
public interface IdleHook {

    /** The client has nothing to return and would wait this long for it; afterwards it looks once more. */
    void idle(Duration timeout);
}

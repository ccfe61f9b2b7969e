package dev.headrace.testkit;

import dev.headrace.port.WallClock;
import java.time.Duration;

/** A clock that stands still until it is moved. */
final class DriverClock implements WallClock {

    private long nowMs;

    DriverClock(long nowMs) {
        this.nowMs = nowMs;
    }

    @Override
    public long nowMs() {
        return nowMs;
    }

    void advance(Duration duration) {
        nowMs += duration.toMillis();
    }
}

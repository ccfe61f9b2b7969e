package dev.headrace.runtime.shell;

import dev.headrace.port.WallClock;

/** The clock of the system. */
public enum SystemClock implements WallClock {
    INSTANCE;

    @Override
    public long nowMs() {
        return System.currentTimeMillis();
    }
}

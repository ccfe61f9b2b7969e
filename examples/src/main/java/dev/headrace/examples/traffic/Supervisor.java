package dev.headrace.examples.traffic;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Keeps a worker running: one that was killed is started again at once, one that ended well (its trigger has an end) after
 * a pause, as a scheduler would; any other end is a failure.
 */
final class Supervisor implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final Supplier<WorkerProcess> starter;
    private final long pauseMs;
    private WorkerProcess worker;
    private boolean isKilled;
    private long restartMs = Long.MAX_VALUE;
    private int starts = 1;

    /** Starts the first worker. */
    Supervisor(Supplier<WorkerProcess> starter, long pauseMs) {
        this.starter = starter;
        this.pauseMs = pauseMs;
        this.worker = starter.get();
    }

    /**
     * Starts the worker again if it has ended and it is time to.
     *
     * @throws IllegalStateException if it has failed
     */
    void tick(long nowMs) {
        OptionalInt status = worker.exitStatus();
        if (status.isEmpty()) {
            return;
        }
        if (!isKilled && status.getAsInt() != 0) {
            throw new IllegalStateException("The worker has failed with status " + status.getAsInt());
        }
        if (restartMs == Long.MAX_VALUE) {
            restartMs = isKilled ? nowMs : nowMs + pauseMs;
        }
        if (nowMs >= restartMs) {
            worker = starter.get();
            starts++;
            isKilled = false;
            restartMs = Long.MAX_VALUE;
        }
    }

    /** Kills the worker without a warning. */
    void kill() {
        if (worker.exitStatus().isEmpty()) {
            isKilled = true;
            worker.kill();
        }
    }

    /** How many workers there have been. */
    int starts() {
        return starts;
    }

    /** What the worker does now, in a few words. */
    String state() {
        return worker.exitStatus().isEmpty() ? "running as process " + worker.pid() : "between two runs";
    }

    /** Lets the worker drain and end. */
    @Override
    public void close() {
        worker.stop(STOP_TIMEOUT);
    }
}

package dev.headrace.runtime.shell;

import dev.headrace.runtime.Rebuilds;
import dev.headrace.runtime.StepResult;
import dev.headrace.runtime.Worker;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps one worker until it is told to stop, drains or fails. A worker that was fenced, found a store damaged, or whose clients
 * gave up on a broker, is made anew, a few times.
 */
final class WorkerThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);
    private static final Duration STEP_MAX = Duration.ofMillis(100);

    /** Sources that are not topics do not wait for records by themselves. */
    private static final long IDLE_PARK_NS = 1_000_000;

    private final String name;
    private final WorkerSource workers;
    private final Outcome outcome;

    private volatile @Nullable Duration stopWithin;
    private volatile boolean paused;
    private volatile long askedRound;
    private volatile CaughtUp caughtUp = new CaughtUp(0, 0);

    WorkerThread(String name, WorkerSource workers, Outcome outcome) {
        this.name = name;
        this.workers = workers;
        this.outcome = outcome;
    }

    /** Makes the worker of a thread. */
    @FunctionalInterface
    interface WorkerSource {
        Worker worker(ThreadJobs jobs);
    }

    /** Hears how the thread ended; called once, on the thread. */
    interface Outcome {

        /** It was stopped, or its worker drained. */
        void ended();

        /** It failed. */
        void failed(Throwable cause);
    }

    /** Starts the thread. */
    Thread start() {
        Thread thread = new Thread(this, name);
        thread.start();
        return thread;
    }

    /** Asks the worker to finish its epoch and leave; {@link Duration#ZERO} to leave without finishing. */
    void stop(Duration within) {
        stopWithin = within;
    }

    void pause(boolean pause) {
        paused = pause;
    }

    /** Asks how many tasks have processed everything there is; {@link #caughtUpTasks} tells. */
    void askForCaughtUp(long round) {
        askedRound = round;
    }

    /** How many tasks were found to have processed everything in {@code round}, 0 while that is not known. */
    int caughtUpTasks(long round) {
        CaughtUp latest = caughtUp;
        return latest.round == round ? latest.tasks : 0;
    }

    private record CaughtUp(long round, int tasks) {}

    @Override
    public void run() {
        try {
            Rebuilds rebuilds = new Rebuilds(name);
            while (!runOneWorker(rebuilds)) {}
            outcome.ended();
        } catch (Throwable e) {
            outcome.failed(e);
        }
    }

    /** Returns whether the thread is done; false means that the worker has to be made anew. */
    private boolean runOneWorker(Rebuilds rebuilds) {
        try (ThreadJobs jobs = new ThreadJobs(name + "-jobs")) {
            Worker worker = workers.worker(jobs);
            try {
                stepUntilStopped(worker, rebuilds);
            } catch (Throwable e) {
                closeAfter(worker, e);
                throw e;
            }
            return true;
        } catch (RuntimeException e) {
            rebuilds.after(e);
            LOG.warn("{} starts again: {}", name, e.getMessage());
            return false;
        }
    }

    private void stepUntilStopped(Worker worker, Rebuilds rebuilds) {
        boolean workerPaused = false;
        while (true) {
            Duration within = stopWithin;
            if (within != null) {
                leave(worker, within);
                return;
            }
            if (paused != workerPaused) {
                workerPaused = paused;
                if (workerPaused) {
                    worker.pause();
                } else {
                    worker.resume();
                }
            }
            long round = askedRound;
            if (round > 0 && caughtUpTasks(round) == 0) {
                caughtUp = new CaughtUp(round, worker.caughtUpTasks());
            }
            StepResult did = worker.step(STEP_MAX);
            if (did == StepResult.DRAINED) {
                worker.drain(STEP_MAX);
                return;
            }
            if (did == StepResult.COMMITTED) {
                rebuilds.committed();
            }
            if (did == StepResult.IDLE) {
                LockSupport.parkNanos(IDLE_PARK_NS);
            }
        }
    }

    private void leave(Worker worker, Duration within) {
        if (within.isZero()) {
            worker.close();
        } else if (!worker.drain(within)) {
            LOG.warn("{} left before its last commit was decided; the next owner finds out", name);
        }
    }

    private static void closeAfter(Worker worker, Throwable failure) {
        try {
            worker.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}

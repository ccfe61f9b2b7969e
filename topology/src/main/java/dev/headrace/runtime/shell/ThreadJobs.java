package dev.headrace.runtime.shell;

import dev.headrace.port.Job;
import dev.headrace.port.Jobs;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the jobs of one worker on a thread of its own. */
final class ThreadJobs implements Jobs {

    private final ExecutorService executor;

    ThreadJobs(String threadName) {
        executor = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, threadName);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public <T> Job<T> start(String site, Callable<T> work) {
        return new Running<>(executor.submit(work));
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    private record Running<T>(Future<T> future) implements Job<T> {

        @Override
        public boolean isDone() {
            return future.isDone();
        }

        @Override
        public boolean await(Duration timeout) {
            try {
                future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return future.isDone();
            }
            return true;
        }

        @Override
        public T result() throws Exception {
            if (!future.isDone()) {
                throw new IllegalStateException("The job is not done");
            }
            try {
                return future.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw (Error) e.getCause();
            }
        }
    }
}

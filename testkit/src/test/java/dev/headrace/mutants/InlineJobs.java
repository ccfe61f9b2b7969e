package dev.headrace.mutants;

import dev.headrace.port.Job;
import dev.headrace.port.Jobs;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs each job where it is started. */
final class InlineJobs implements Jobs {

    @Override
    public <T> Job<T> start(String site, Callable<T> work) {
        try {
            return new Done<>(work.call(), null);
        } catch (Exception e) {
            return new Done<>(null, e);
        }
    }

    @Override
    public void close() {}

    private record Done<T>(@Nullable T value, @Nullable Exception failure) implements Job<T> {

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public boolean await(Duration timeout) {
            return true;
        }

        @Override
        @SuppressWarnings("NullAway") // What the work returned may be null.
        public T result() throws Exception {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }
}

package dev.headrace.pitfalls;

import dev.headrace.port.Job;
import dev.headrace.port.Jobs;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Runs each job where it is started, except those that are to get stuck: they never begin. */
final class Calls implements Jobs {

    private String stuckSite = "";

    /** From now on jobs of this site do not end; {@code ""} for none. */
    void getStuckAt(String site) {
        stuckSite = site;
    }

    @Override
    public <T> Job<T> start(String site, Callable<T> work) {
        if (site.equals(stuckSite)) {
            return new Ended<>(null, null, false);
        }
        try {
            return new Ended<>(work.call(), null, true);
        } catch (Exception e) {
            return new Ended<>(null, e, true);
        }
    }

    @Override
    public void close() {}

    private record Ended<T>(T value, Exception failure, boolean isDone) implements Job<T> {

        @Override
        public boolean await(Duration timeout) {
            return isDone;
        }

        @Override
        public T result() throws Exception {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }
}

package dev.headrace.runtime.shell;

import dev.headrace.port.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A crew of threads; item {@code i} is always worked on by thread {@code i} modulo their number. */
final class ThreadCrew implements Crew {

    private final List<ExecutorService> threads = new ArrayList<>();

    private ThreadCrew() {}

    /** A crew of so many; one is the caller himself. */
    static Crew of(String name, int count) {
        if (count == 1) {
            return Crew.alone();
        }
        ThreadCrew crew = new ThreadCrew();
        for (int index = 0; index < count; index++) {
            String threadName = name + "-crew-" + index;
            crew.threads.add(Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, threadName);
                thread.setDaemon(true);
                return thread;
            }));
        }
        return crew;
    }

    @Override
    public <T, R, E extends Exception> List<R> each(List<? extends T> items, Work<T, R, E> work) throws E {
        List<Future<List<R>>> shares = new ArrayList<>();
        for (int thread = 0; thread < Math.min(threads.size(), items.size()); thread++) {
            int first = thread;
            Callable<List<R>> share = () -> {
                List<R> results = new ArrayList<>();
                for (int index = first; index < items.size(); index += threads.size()) {
                    results.add(work.on(items.get(index)));
                }
                return results;
            };
            shares.add(threads.get(thread).submit(share));
        }
        return dealtBack(shares, items.size());
    }

    /** Waits for all, also after a failure: nobody may still be at work when the caller goes on. */
    private <R, E extends Exception> List<R> dealtBack(List<Future<List<R>>> shares, int count) throws E {
        List<List<R>> results = new ArrayList<>();
        Throwable failure = null;
        for (Future<List<R>> share : shares) {
            try {
                results.add(uninterrupted(share));
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        if (failure != null) {
            throw ThreadCrew.<E>as(failure);
        }
        List<R> inOrder = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            inOrder.add(results.get(index % threads.size()).get(index / threads.size()));
        }
        return inOrder;
    }

    private static <R> R uninterrupted(Future<R> share) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return share.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the work threw is what it declares, or unchecked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E as(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return (E) failure;
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdown);
    }
}

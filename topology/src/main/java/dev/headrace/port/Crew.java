package dev.headrace.port;

import java.util.ArrayList;
import java.util.List;

/**
 * Does the same work for several things at once. The thing at one place of equally long lists is always worked on by the same
 * thread, so that whatever belongs to it has one owner; between two calls everybody sees what was done.
 */
public interface Crew extends AutoCloseable {

    /**
     * Works on every item and waits for all of them.
     *
     * @return the results, in the order of the items
     * @throws E what the work threw for the first item, in their order, for which it threw
     */
    <T, R, E extends Exception> List<R> each(List<? extends T> items, Work<T, R, E> work) throws E;

    /** What is done for one item. */
    @FunctionalInterface
    interface Work<T, R, E extends Exception> {
        R on(T item) throws E;
    }

    /** Lets everybody go. */
    @Override
    default void close() {}

    /** Nobody but the caller, who works on one item after the other. */
    static Crew alone() {
        return new Crew() {
            @Override
            public <T, R, E extends Exception> List<R> each(List<? extends T> items, Work<T, R, E> work) throws E {
                List<R> results = new ArrayList<>(items.size());
                for (T item : items) {
                    results.add(work.on(item));
                }
                return results;
            }
        };
    }
}

package dev.headrace.state;

/**
 * How far a store has come.
 *
 * @param next under the Kafka commit log the changelog offset that the next entry has at least; under the directory log
 *     the next epoch
 * @param committedAtMs when the commit that brought the store here was made, in milliseconds since 1970
 */
public record StorePosition(long next, long committedAtMs) {

    /** Of a store that holds nothing and has never been committed. */
    public static final StorePosition NONE = new StorePosition(-1, -1);
}

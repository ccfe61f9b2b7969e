package dev.headrace.state;

import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.errors.StateStoreMigratedException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of one store that this instance holds. They are found anew for each read, and a read fails with {@link
 * StateStoreMigratedException} if one leaves the instance meanwhile.
 */
record StorePartitions<S>(
        StateStoreProvider provider, QueryableStoreType<S> type, String storeName, UnaryOperator<S> narrow) {

    /** The first value that a partition has; null if none has one. */
    <R> @Nullable R firstValue(Function<S, @Nullable R> read) {
        for (S partition : all()) {
            R value = readFrom(partition, read);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The entries of all partitions, one partition after the other. */
    <K, V> KeyValueIterator<K, V> entries(Function<S, KeyValueIterator<K, V>> open) {
        return new ConcatenatedIterator<>(iterators(open));
    }

    /** The windows of a key in all partitions, one partition after the other. */
    <V> WindowStoreIterator<V> windows(Function<S, WindowStoreIterator<V>> open) {
        return new ConcatenatedIterator.OfWindows<>(iterators(open));
    }

    /** The sum over all partitions, at most {@link Long#MAX_VALUE}. */
    long sum(Function<S, Long> read) {
        long sum = 0;
        for (S partition : all()) {
            sum += readFrom(partition, read);
            if (sum < 0) {
                return Long.MAX_VALUE;
            }
        }
        return sum;
    }

    private <I> Iterator<I> iterators(Function<S, I> open) {
        return all().stream().map(partition -> readFrom(partition, open)).iterator();
    }

    private List<S> all() {
        return provider.stores(storeName, type).stream().map(narrow).toList();
    }

    private <R> R readFrom(S partition, Function<S, R> read) {
        try {
            return read.apply(partition);
        } catch (InvalidStateStoreException e) {
            throw new StateStoreMigratedException(
                    "Cannot read store '" + storeName
                            + "': it may have moved to another instance; look up its owner and ask there",
                    e);
        }
    }
}

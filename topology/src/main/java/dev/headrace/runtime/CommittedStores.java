package dev.headrace.runtime;

import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.errors.UnknownStateStoreException;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.QueryableStoreType;
import dev.headrace.state.StateStoreProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The running stores of all workers of a query, for other threads to read what is committed. */
public final class CommittedStores implements StateStoreProvider {

    private final Set<String> names;
    private final Map<String, Map<Integer, CommittableStore>> running = new ConcurrentHashMap<>();

    /** A registry for the stores of these names. */
    public CommittedStores(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** A store of a task that runs now. */
    void add(int partition, CommittableStore store) {
        running.computeIfAbsent(store.name(), name -> new ConcurrentSkipListMap<>())
                .put(partition, store);
    }

    /** The task of the store is given up, whether or not it ever ran. */
    void remove(int partition, CommittableStore store) {
        Map<Integer, CommittableStore> partitions = running.get(store.name());
        if (partitions != null) {
            partitions.remove(partition, store);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> List<T> stores(String storeName, QueryableStoreType<T> type) {
        if (!names.contains(storeName)) {
            throw new UnknownStateStoreException(
                    "Cannot read store '" + storeName + "': the topology has none of this name; there are " + names);
        }
        List<T> found = new ArrayList<>();
        for (CommittableStore store : running.getOrDefault(storeName, Map.of()).values()) {
            if (!type.accepts(store)) {
                throw new InvalidStateStoreException("Cannot read store '" + storeName + "' as "
                        + type.getClass().getSimpleName() + ": it is a "
                        + store.getClass().getSimpleName());
            }
            found.add((T) store.committedReads());
        }
        if (found.isEmpty()) {
            throw new InvalidStateStoreException("Cannot read store '" + storeName
                    + "' yet: no partition of it runs in this instance. Wait until the query has its tasks");
        }
        return found;
    }
}

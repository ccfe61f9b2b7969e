package dev.headrace.runtime.task;

import dev.headrace.common.Lookup;
import dev.headrace.common.TaskId;
import dev.headrace.errors.ProcessorStateException;
import dev.headrace.errors.StoreDamagedException;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.StateStore;
import dev.headrace.state.StoreEnvironment.PersistentBytes;
import dev.headrace.topology.StoreDescription;
import dev.headrace.topology.SubTopology;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open stores of one task. They outlive its graph: an aborted epoch rolls them back, it does not close them. */
public final class TaskStores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskStores.class);

    private final Map<String, StateStore> byName = new LinkedHashMap<>();
    private final Opening opening;
    private List<CommittableStore> committable = List.of();

    private TaskStores(Opening opening) {
        this.opening = opening;
    }

    /**
     * Opens the stores of {@code subTopology}.
     *
     * @param place where and with what they are opened
     * @throws dev.headrace.errors.ProcessorStateException if one of them cannot be opened
     */
    static TaskStores open(
            SubTopology subTopology, TaskId task, TaskServices services, Place place, CurrentRecord current) {
        TaskStores stores = new TaskStores(new Opening(subTopology, task, services, place, current));
        try {
            subTopology.stores().forEach(stores::open);
        } catch (RuntimeException e) {
            stores.close();
            throw e;
        }
        return stores;
    }

    /** Closes a store, deletes what it holds and opens it empty. */
    public CommittableStore rebuild(String name) {
        StoreDescription description = opening.subTopology.stores().stream()
                .filter(store -> store.name().equals(name))
                .findFirst()
                .orElseThrow();
        Lookup.in(byName, name).close();
        byName.remove(name);
        opening.delete(name);
        return (CommittableStore) open(description);
    }

    private StateStore open(StoreDescription description) {
        StateStore store = opening.open(description);
        byName.put(description.name(), store);
        committable = byName.values().stream()
                .filter(CommittableStore.class::isInstance)
                .map(CommittableStore.class::cast)
                .toList();
        return store;
    }

    /** The stores that the commit makes durable. */
    public List<CommittableStore> committable() {
        return committable;
    }

    /** The stores by name. */
    public Map<String, StateStore> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /** Heap bytes of changes that are not applied. */
    public long uncommittedBytes() {
        long bytes = 0;
        for (CommittableStore store : committable) {
            bytes += store.uncommittedBytes();
        }
        return bytes;
    }

    /** Forgets the changes of every store that are not applied. */
    public void rollback() {
        committable.forEach(CommittableStore::rollback);
    }

    @Override
    public void close() {
        byName.values().forEach(StateStore::close);
    }

    /**
     * Where stores live.
     *
     * @param directory of the application; a store's own is {@code <directory>/<store>/<partition>}
     * @param cacheBytesPerStore about how many heap bytes a store may keep as objects
     * @param persistentBytes what takes the place of RocksDB, null for RocksDB
     */
    public record Place(
            File directory,
            long cacheBytesPerStore,
            @Nullable PersistentBytes persistentBytes) {

        /** The directory of one partition of a store. */
        public File directoryOf(String store, int partition) {
            return new File(new File(directory, store), Integer.toString(partition));
        }
    }

    /** With what stores are opened. */
    private record Opening(
            SubTopology subTopology, TaskId task, TaskServices services, Place place, CurrentRecord current) {

        /** Opens a store; one whose bytes are damaged is deleted and opened empty, to be restored from its changelog. */
        private StateStore open(StoreDescription description) {
            try {
                return opened(description);
            } catch (StoreDamagedException e) {
                LOG.warn("Rebuilding store {} of task {}: its local bytes are damaged", description.name(), task, e);
                delete(description.name());
                return opened(description);
            }
        }

        private StateStore opened(StoreDescription description) {
            StateStore store = description.builder().build();
            try {
                store.init(new StoreContext(description.name(), task, services, place, current), store);
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
            return store;
        }

        private void delete(String store) {
            File directory = place.directoryOf(store, task.partition());
            if (place.persistentBytes() != null) {
                place.persistentBytes().delete(directory);
                return;
            }
            try {
                Utils.delete(directory);
            } catch (IOException e) {
                throw new ProcessorStateException("Cannot delete " + directory, e);
            }
        }
    }
}

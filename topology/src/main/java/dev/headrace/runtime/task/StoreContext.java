package dev.headrace.runtime.task;

import dev.headrace.common.RecordMetadata;
import dev.headrace.common.StreamsMetrics;
import dev.headrace.common.TaskId;
import dev.headrace.state.CommitCallback;
import dev.headrace.state.StateRestoreCallback;
import dev.headrace.state.StateStore;
import dev.headrace.state.StoreEnvironment;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/** The context of one store. Its directory is named after the store and the partition, so that no change elsewhere in the topology moves it. */
final class StoreContext implements StoreEnvironment {

    private final String storeName;
    private final TaskId task;
    private final TaskServices services;
    private final TaskStores.Place place;
    private final CurrentRecord current;

    StoreContext(String storeName, TaskId task, TaskServices services, TaskStores.Place place, CurrentRecord current) {
        this.storeName = storeName;
        this.task = task;
        this.services = services;
        this.place = place;
        this.current = current;
    }

    @Override
    public int partition() {
        return task.partition();
    }

    @Override
    public String changelogTopic(String name) {
        return services.changelogTopic(name);
    }

    @Override
    public long cacheBytesPerStore() {
        return place.cacheBytesPerStore();
    }

    @Override
    public Optional<PersistentBytes> persistentBytes() {
        return Optional.ofNullable(place.persistentBytes());
    }

    @Override
    public String applicationId() {
        return services.applicationId();
    }

    @Override
    public TaskId taskId() {
        return task;
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.ofNullable(current.metadata());
    }

    @Override
    public Serde<?> keySerde() {
        return services.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return services.valueSerde();
    }

    @Override
    public File stateDir() {
        return place.directoryOf(storeName, task.partition());
    }

    @Override
    public StreamsMetrics metrics() {
        return services.metrics();
    }

    /** A store that restores itself through callbacks gets none here: what is changelogged implements CommittableStore. */
    @Override
    public void register(StateStore store, StateRestoreCallback restore) {}

    @Override
    public void register(StateStore store, StateRestoreCallback restore, CommitCallback commit) {}

    @Override
    public Map<String, Object> appConfigs() {
        return services.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return NodeContext.withPrefix(services.appConfigs(), prefix);
    }
}

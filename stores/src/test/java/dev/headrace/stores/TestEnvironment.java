package dev.headrace.stores;

import dev.headrace.common.RecordMetadata;
import dev.headrace.common.StreamsMetrics;
import dev.headrace.common.TaskId;
import dev.headrace.state.CommitCallback;
import dev.headrace.state.StateRestoreCallback;
import dev.headrace.state.StateStore;
import dev.headrace.state.StoreEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The environment of a store under test: a directory, a cache budget, and strings as defaults. */
public final class TestEnvironment implements StoreEnvironment {

    private final Path directory;
    private final long cacheBytes;
    private final List<StateStore> registered = new ArrayList<>();

    public TestEnvironment(Path directory, long cacheBytes) {
        this.directory = directory;
        this.cacheBytes = cacheBytes;
    }

    public List<StateStore> registered() {
        return registered;
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public String changelogTopic(String storeName) {
        return "test-" + storeName + "-changelog";
    }

    @Override
    public long cacheBytesPerStore() {
        return cacheBytes;
    }

    @Override
    public Optional<PersistentBytes> persistentBytes() {
        return Optional.empty();
    }

    @Override
    public String applicationId() {
        return "test";
    }

    @Override
    public TaskId taskId() {
        return new TaskId(0, 0);
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.empty();
    }

    @Override
    public Serde<?> keySerde() {
        return Serdes.String();
    }

    @Override
    public Serde<?> valueSerde() {
        return Serdes.String();
    }

    @Override
    public File stateDir() {
        return directory.toFile();
    }

    @Override
    public StreamsMetrics metrics() {
        throw new UnsupportedOperationException("These tests look at no metrics");
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {
        registered.add(store);
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback, CommitCallback commitCallback) {
        registered.add(store);
    }

    @Override
    public Map<String, Object> appConfigs() {
        return Map.of();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }
}

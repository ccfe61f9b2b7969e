package dev.headrace.state;

import dev.headrace.common.RecordMetadata;
import dev.headrace.common.StreamsMetrics;
import dev.headrace.common.TaskId;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/** What a store may know about the task to which it belongs. */
public interface StateStoreContext {

    /** The application's id, the name under which its state is kept. */
    String applicationId();

    /** The task to which the store belongs. */
    TaskId taskId();

    /** Where the record that is being processed came from; empty during initialisation and punctuation. */
    Optional<RecordMetadata> recordMetadata();

    /** The default serde for keys. */
    Serde<?> keySerde();

    /** The default serde for values. */
    Serde<?> valueSerde();

    /** The directory in which a persistent store of this task may write. */
    File stateDir();

    /** The metrics of the query. */
    StreamsMetrics metrics();

    /** Registers the store and how it takes back what its changelog holds. */
    void register(StateStore store, StateRestoreCallback stateRestoreCallback);

    /** Registers the store, how it takes back what its changelog holds, and what to call at a commit. */
    void register(StateStore store, StateRestoreCallback stateRestoreCallback, CommitCallback commitCallback);

    /** All options of the application. */
    Map<String, Object> appConfigs();

    /** The options whose names start with the prefix, which is removed. */
    Map<String, Object> appConfigsWithPrefix(String prefix);
}

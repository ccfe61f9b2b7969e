package dev.headrace.state;

import java.io.File;
import java.util.Optional;

/** What the engine gives a store of its own when it opens it, beyond what Kafka Streams' context has. */
public interface StoreEnvironment extends StateStoreContext {

    /** The partition that this store belongs to: the number of its task. */
    int partition();

    /** Serdes' topic name for this store: its changelog's, whether or not it has one. */
    String changelogTopic(String storeName);

    /** About how many heap bytes the unchanged entries of one store's object cache may take. */
    long cacheBytesPerStore();

    /**
     * Where persistent stores keep their bytes instead of in RocksDB, if the engine was given a place: a simulation's
     * disk.
     */
    Optional<PersistentBytes> persistentBytes();

    /** A place for the bytes of persistent stores. */
    interface PersistentBytes {

        /** Opens or creates the bytes of one store in {@code directory}. */
        BytesStore open(String storeName, File directory);

        /** Deletes all bytes in {@code directory} and below it; they are not open. */
        void delete(File directory);
    }
}

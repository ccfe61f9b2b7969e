package dev.headrace.state;

/** Makes versioned stores of bytes; what {@link #get} returns is a {@link VersionedBytesStore}. */
public interface VersionedBytesStoreSupplier extends KeyValueBytesStoreSupplier {

    /** How long old versions can be read, in milliseconds of stream time. */
    long historyRetentionMs();
}

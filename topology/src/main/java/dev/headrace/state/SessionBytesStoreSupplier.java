package dev.headrace.state;

import org.apache.kafka.common.utils.Bytes;

/** Makes session stores of bytes, on which typed stores are built. */
public interface SessionBytesStoreSupplier extends StoreSupplier<SessionStore<Bytes, byte[]>> {

    /** The span of time, in milliseconds, that is dropped at once; 0 if the store has no segments. */
    long segmentIntervalMs();

    /** How long sessions are kept after their end, in milliseconds of stream time. */
    long retentionPeriod();
}

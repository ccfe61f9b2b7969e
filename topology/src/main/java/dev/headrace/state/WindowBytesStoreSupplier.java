package dev.headrace.state;

import org.apache.kafka.common.utils.Bytes;

/** Makes window stores of bytes, on which typed stores are built. */
public interface WindowBytesStoreSupplier extends StoreSupplier<WindowStore<Bytes, byte[]>> {

    /** The span of time, in milliseconds, that is dropped at once; 0 if the store has no segments. */
    long segmentIntervalMs();

    /** The size of the windows in milliseconds. */
    long windowSize();

    /** Whether a key may have several values in the same window. */
    boolean retainDuplicates();

    /** How long windows are kept after their start, in milliseconds of stream time. */
    long retentionPeriod();
}

package dev.headrace.state;

import org.apache.kafka.common.utils.Bytes;

/** Makes key-value stores of bytes, on which typed stores are built. */
public interface KeyValueBytesStoreSupplier extends StoreSupplier<KeyValueStore<Bytes, byte[]>> {}

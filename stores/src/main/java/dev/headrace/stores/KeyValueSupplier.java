package dev.headrace.stores;

import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.state.KeyValueStore;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Names a key-value store and where it keeps its entries; the builder makes the typed store. */
record KeyValueSupplier(String name, KeyValueMedium medium) implements KeyValueBytesStoreSupplier {

    KeyValueSupplier {
        Objects.requireNonNull(name, "name cannot be null");
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new PlainKeyValueStore<>(name, medium, true, Serdes.Bytes(), Serdes.ByteArray());
    }

    @Override
    public String metricsScope() {
        return medium.metricsScope();
    }
}

package dev.headrace.stores;

import dev.headrace.state.StateStoreContext;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** A typed store of values without timestamps. */
final class PlainKeyValueStore<K, V> extends TypedKeyValueStore<K, V> {

    private final @Nullable Serde<V> valueSerde;

    PlainKeyValueStore(
            String name,
            KeyValueMedium medium,
            boolean changelogged,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        super(name, medium, changelogged, keySerde);
        this.valueSerde = valueSerde;
    }

    @Override
    ValueLayout layout() {
        return ValueLayout.PLAIN;
    }

    @Override
    @SuppressWarnings("unchecked")
    Values<V> values(String topic, StateStoreContext context) {
        Serde<V> serde = valueSerde != null ? valueSerde : (Serde<V>) context.valueSerde();
        return new PlainValues<>(new Encoding<>(what("value"), topic, serde));
    }
}

package dev.headrace.stores;

import dev.headrace.state.BytesStore;
import dev.headrace.state.StateStoreContext;
import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** A typed store of values with timestamps. */
final class TimestampedTypedStore<K, V> extends TypedKeyValueStore<K, ValueAndTimestamp<V>>
        implements TimestampedKeyValueStore<K, V> {

    private final @Nullable Serde<V> valueSerde;

    TimestampedTypedStore(
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
        return ValueLayout.TIMESTAMPED;
    }

    @Override
    @SuppressWarnings("unchecked")
    Values<ValueAndTimestamp<V>> values(String topic, StateStoreContext context) {
        Serde<V> serde = valueSerde != null ? valueSerde : (Serde<V>) context.valueSerde();
        return new TimestampedValues<>(new Encoding<>(what("value"), topic, serde));
    }

    @Override
    CommittedReads<K, ValueAndTimestamp<V>> reads(
            Keys<K> keys, Values<ValueAndTimestamp<V>> values, BytesStore committed) {
        return new TimestampedCommittedReads<>(name(), keys, values, committed);
    }
}

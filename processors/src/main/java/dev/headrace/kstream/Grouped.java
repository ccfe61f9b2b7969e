package dev.headrace.kstream;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The name of a grouping, which becomes that of its repartition topic if it needs one, and the serdes of the grouped records.
 * A serde left open is that of the stream where that still fits, else the application's default.
 */
public final class Grouped<K, V> implements NamedOperation<Grouped<K, V>> {

    private final @Nullable String name;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;

    private Grouped(@Nullable String name, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        this.name = name;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
    }

    /** With a name. */
    public static <K, V> Grouped<K, V> as(@Nullable String name) {
        return new Grouped<>(name, null, null);
    }

    /** With the serde of the keys. */
    public static <K, V> Grouped<K, V> keySerde(@Nullable Serde<K> keySerde) {
        return new Grouped<>(null, keySerde, null);
    }

    /** With the serde of the values. */
    public static <K, V> Grouped<K, V> valueSerde(@Nullable Serde<V> valueSerde) {
        return new Grouped<>(null, null, valueSerde);
    }

    /** With a name and both serdes. */
    public static <K, V> Grouped<K, V> with(
            @Nullable String name, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    /** With both serdes. */
    public static <K, V> Grouped<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Grouped<>(null, keySerde, valueSerde);
    }

    @Override
    public Grouped<K, V> withName(@Nullable String name) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    /** The same with the serde of the keys. */
    public Grouped<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    /** The same with the serde of the values. */
    public Grouped<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    Serde<K> keySerde() {
        return keySerde;
    }

    @Nullable
    Serde<V> valueSerde() {
        return valueSerde;
    }
}

package dev.headrace.kstream;

import dev.headrace.processor.StreamPartitioner;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How records are written to a topic: the serdes, how the partition is chosen, and the name of the sink. What is left open is
 * taken from the stream, else the default. The {@code with} methods change the object and return it.
 */
public final class Produced<K, V> implements NamedOperation<Produced<K, V>> {

    private @Nullable Serde<K> keySerde;
    private @Nullable Serde<V> valueSerde;
    private @Nullable StreamPartitioner<? super K, ? super V> partitioner;
    private @Nullable String name;

    private Produced() {}

    /** With both serdes. */
    public static <K, V> Produced<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return with(keySerde, valueSerde, null);
    }

    /** With both serdes and a partitioner. */
    public static <K, V> Produced<K, V> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner) {
        Produced<K, V> produced = new Produced<>();
        return produced.withKeySerde(keySerde).withValueSerde(valueSerde).withStreamPartitioner(partitioner);
    }

    /** With a name of the sink. */
    public static <K, V> Produced<K, V> as(@Nullable String processorName) {
        return new Produced<K, V>().withName(processorName);
    }

    /** With the serde of the keys. */
    public static <K, V> Produced<K, V> keySerde(@Nullable Serde<K> keySerde) {
        return new Produced<K, V>().withKeySerde(keySerde);
    }

    /** With the serde of the values. */
    public static <K, V> Produced<K, V> valueSerde(@Nullable Serde<V> valueSerde) {
        return new Produced<K, V>().withValueSerde(valueSerde);
    }

    /** With a partitioner. */
    public static <K, V> Produced<K, V> streamPartitioner(
            @Nullable StreamPartitioner<? super K, ? super V> partitioner) {
        return new Produced<K, V>().withStreamPartitioner(partitioner);
    }

    /** Sets the partitioner. */
    public Produced<K, V> withStreamPartitioner(@Nullable StreamPartitioner<? super K, ? super V> partitioner) {
        this.partitioner = partitioner;
        return this;
    }

    /** Sets the serde of the values. */
    public Produced<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        this.valueSerde = valueSerde;
        return this;
    }

    /** Sets the serde of the keys. */
    public Produced<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        this.keySerde = keySerde;
        return this;
    }

    @Override
    public Produced<K, V> withName(@Nullable String name) {
        this.name = name;
        return this;
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

    @Nullable
    StreamPartitioner<? super K, ? super V> partitioner() {
        return partitioner;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Produced<?, ?> that
                        && Objects.equals(keySerde, that.keySerde)
                        && Objects.equals(valueSerde, that.valueSerde)
                        && Objects.equals(partitioner, that.partitioner)
                        && Objects.equals(name, that.name));
    }

    @Override
    public int hashCode() {
        return Objects.hash(keySerde, valueSerde, partitioner, name);
    }
}

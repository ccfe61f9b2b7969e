package dev.headrace.kstream;

import dev.headrace.processor.StreamPartitioner;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is sent through a topic of its own: the topic's name (completed by {@code -repartition}), its serdes, how many
 * partitions it has and how they are chosen. What is left open is generated, taken from the stream or the default.
 */
public final class Repartitioned<K, V> implements NamedOperation<Repartitioned<K, V>> {

    private final @Nullable String name;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private final @Nullable Integer numberOfPartitions;
    private final @Nullable StreamPartitioner<K, V> partitioner;

    private Repartitioned(
            @Nullable String name,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable Integer numberOfPartitions,
            @Nullable StreamPartitioner<K, V> partitioner) {
        this.name = name;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.numberOfPartitions = numberOfPartitions;
        this.partitioner = partitioner;
    }

    /** With a name. */
    public static <K, V> Repartitioned<K, V> as(@Nullable String name) {
        return new Repartitioned<>(name, null, null, null, null);
    }

    /** With both serdes. */
    public static <K, V> Repartitioned<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Repartitioned<>(null, keySerde, valueSerde, null, null);
    }

    /** With a partitioner. */
    public static <K, V> Repartitioned<K, V> streamPartitioner(@Nullable StreamPartitioner<K, V> partitioner) {
        return new Repartitioned<>(null, null, null, null, partitioner);
    }

    /** With a number of partitions. */
    public static <K, V> Repartitioned<K, V> numberOfPartitions(int numberOfPartitions) {
        return new Repartitioned<>(null, null, null, numberOfPartitions, null);
    }

    @Override
    public Repartitioned<K, V> withName(@Nullable String name) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /** The same with a number of partitions. */
    public Repartitioned<K, V> withNumberOfPartitions(int numberOfPartitions) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /** The same with the serde of the keys. */
    public Repartitioned<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /** The same with the serde of the values. */
    public Repartitioned<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /** The same with a partitioner. */
    public Repartitioned<K, V> withStreamPartitioner(@Nullable StreamPartitioner<K, V> partitioner) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
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
    Integer numberOfPartitions() {
        return numberOfPartitions;
    }

    @Nullable
    StreamPartitioner<K, V> partitioner() {
        return partitioner;
    }
}

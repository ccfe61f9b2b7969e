package dev.headrace.kstream;

import dev.headrace.processor.TimestampExtractor;
import dev.headrace.topology.AutoOffsetReset;
import dev.headrace.topology.Topology;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How a topic is read: the serdes, what a record's timestamp is, where reading starts when no position is committed, and the
 * name of the source. What is left open is the application's default. The {@code with} methods change the object and return
 * it.
 */
public final class Consumed<K, V> implements NamedOperation<Consumed<K, V>> {

    private @Nullable Serde<K> keySerde;
    private @Nullable Serde<V> valueSerde;
    private @Nullable TimestampExtractor timestampExtractor;
    private @Nullable AutoOffsetReset offsetReset;
    private @Nullable String name;

    private Consumed() {}

    /** With everything but a name. */
    public static <K, V> Consumed<K, V> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable AutoOffsetReset resetPolicy) {
        Consumed<K, V> consumed = with(keySerde, valueSerde);
        return consumed.withTimestampExtractor(timestampExtractor).withOffsetResetPolicy(resetPolicy);
    }

    /**
     * With everything but a name.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    public static <K, V> Consumed<K, V> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable TimestampExtractor timestampExtractor,
            Topology.@Nullable AutoOffsetReset resetPolicy) {
        return with(keySerde, valueSerde, timestampExtractor, current(resetPolicy));
    }

    /** With both serdes. */
    public static <K, V> Consumed<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Consumed<K, V>().withKeySerde(keySerde).withValueSerde(valueSerde);
    }

    /** With timestamps. */
    public static <K, V> Consumed<K, V> with(@Nullable TimestampExtractor timestampExtractor) {
        return new Consumed<K, V>().withTimestampExtractor(timestampExtractor);
    }

    /** With a start. */
    public static <K, V> Consumed<K, V> with(@Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<K, V>().withOffsetResetPolicy(resetPolicy);
    }

    /**
     * With a start.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    public static <K, V> Consumed<K, V> with(Topology.@Nullable AutoOffsetReset resetPolicy) {
        return with(current(resetPolicy));
    }

    /** With a name of the source. */
    public static <K, V> Consumed<K, V> as(@Nullable String processorName) {
        return new Consumed<K, V>().withName(processorName);
    }

    /** Sets the serde of the keys. */
    public Consumed<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        this.keySerde = keySerde;
        return this;
    }

    /** Sets the serde of the values. */
    public Consumed<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        this.valueSerde = valueSerde;
        return this;
    }

    /** Sets what a record's timestamp is. */
    public Consumed<K, V> withTimestampExtractor(@Nullable TimestampExtractor timestampExtractor) {
        this.timestampExtractor = timestampExtractor;
        return this;
    }

    /** Sets where reading starts when no position is committed. */
    public Consumed<K, V> withOffsetResetPolicy(@Nullable AutoOffsetReset resetPolicy) {
        this.offsetReset = resetPolicy;
        return this;
    }

    /**
     * Sets where reading starts when no position is committed.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    public Consumed<K, V> withOffsetResetPolicy(Topology.@Nullable AutoOffsetReset resetPolicy) {
        return withOffsetResetPolicy(current(resetPolicy));
    }

    @Override
    public Consumed<K, V> withName(@Nullable String processorName) {
        this.name = processorName;
        return this;
    }

    @SuppressWarnings("deprecation")
    private static @Nullable AutoOffsetReset current(Topology.@Nullable AutoOffsetReset former) {
        if (former == null) {
            return null;
        }
        return former == Topology.AutoOffsetReset.EARLIEST ? AutoOffsetReset.earliest() : AutoOffsetReset.latest();
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
    TimestampExtractor timestampExtractor() {
        return timestampExtractor;
    }

    @Nullable
    AutoOffsetReset offsetReset() {
        return offsetReset;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Consumed<?, ?> that
                        && Objects.equals(keySerde, that.keySerde)
                        && Objects.equals(valueSerde, that.valueSerde)
                        && Objects.equals(timestampExtractor, that.timestampExtractor)
                        && Objects.equals(offsetReset, that.offsetReset)
                        && Objects.equals(name, that.name));
    }

    @Override
    public int hashCode() {
        return Objects.hash(keySerde, valueSerde, timestampExtractor, offsetReset, name);
    }
}

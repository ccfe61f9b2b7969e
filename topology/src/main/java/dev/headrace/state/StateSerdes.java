package dev.headrace.state;

import dev.headrace.errors.StreamsException;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The serdes of a store, bound to the topic whose name they are told (usually the changelog's). */
public final class StateSerdes<K, V> {

    /** The bytes that a timestamp takes. */
    public static final int TIMESTAMP_SIZE = 8;

    /** The bytes that a boolean takes. */
    public static final int BOOLEAN_SIZE = 1;

    private final String topic;
    private final Serde<K> keySerde;
    private final Serde<V> valueSerde;

    public StateSerdes(String topic, Serde<K> keySerde, Serde<V> valueSerde) {
        this.topic = Objects.requireNonNull(topic, "topic");
        this.keySerde = Objects.requireNonNull(keySerde, "keySerde");
        this.valueSerde = Objects.requireNonNull(valueSerde, "valueSerde");
    }

    /**
     * Serdes for classes that Kafka knows.
     *
     * @throws IllegalArgumentException if it does not know one of the classes
     */
    public static <K, V> StateSerdes<K, V> withBuiltinTypes(String topic, Class<K> keyClass, Class<V> valueClass) {
        return new StateSerdes<>(topic, Serdes.serdeFrom(keyClass), Serdes.serdeFrom(valueClass));
    }

    /** The serde of keys. */
    public Serde<K> keySerde() {
        return keySerde;
    }

    /** The serde of values. */
    public Serde<V> valueSerde() {
        return valueSerde;
    }

    /** The deserializer of keys. */
    public Deserializer<K> keyDeserializer() {
        return keySerde.deserializer();
    }

    /** The serializer of keys. */
    public Serializer<K> keySerializer() {
        return keySerde.serializer();
    }

    /** The deserializer of values. */
    public Deserializer<V> valueDeserializer() {
        return valueSerde.deserializer();
    }

    /** The serializer of values. */
    public Serializer<V> valueSerializer() {
        return valueSerde.serializer();
    }

    /** The topic that the serdes are told. */
    public String topic() {
        return topic;
    }

    /** Reads a key without headers. */
    public K keyFrom(byte[] rawKey) {
        return keyFrom(rawKey, new RecordHeaders());
    }

    /** Reads a key. */
    public K keyFrom(byte[] rawKey, Headers headers) {
        return keySerde.deserializer().deserialize(topic, headers, rawKey);
    }

    /** Reads a value without headers. */
    public @Nullable V valueFrom(byte @Nullable [] rawValue) {
        return valueFrom(rawValue, new RecordHeaders());
    }

    /** Reads a value. */
    public @Nullable V valueFrom(byte @Nullable [] rawValue, Headers headers) {
        return valueSerde.deserializer().deserialize(topic, headers, rawValue);
    }

    /** Writes a key without headers. */
    public byte[] rawKey(K key) {
        return rawKey(key, new RecordHeaders());
    }

    /**
     * Writes a key.
     *
     * @throws StreamsException if the serializer is made for another class
     */
    public byte[] rawKey(K key, Headers headers) {
        try {
            return keySerde.serializer().serialize(topic, headers, key);
        } catch (ClassCastException e) {
            throw mismatch("key", key, keySerde.serializer(), e);
        }
    }

    /** Writes a value without headers. */
    public byte @Nullable [] rawValue(@Nullable V value) {
        return rawValue(value, new RecordHeaders());
    }

    /**
     * Writes a value.
     *
     * @throws StreamsException if the serializer is made for another class
     */
    public byte @Nullable [] rawValue(@Nullable V value, Headers headers) {
        try {
            return valueSerde.serializer().serialize(topic, headers, value);
        } catch (ClassCastException e) {
            throw mismatch("value", value, valueSerde.serializer(), e);
        }
    }

    private StreamsException mismatch(
            String what, @Nullable Object value, Serializer<?> serializer, ClassCastException cause) {
        return new StreamsException(
                "Cannot serialize a " + what + " for " + topic + ": it is "
                        + (value == null ? "null" : "a " + value.getClass().getName()) + ", which "
                        + serializer.getClass().getName()
                        + " does not take; change the default serdes or give fitting ones where the store is built",
                cause);
    }
}

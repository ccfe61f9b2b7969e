package dev.headrace.stores;

import dev.headrace.errors.StreamsException;
import java.util.Set;
import org.apache.kafka.common.serialization.BooleanDeserializer;
import org.apache.kafka.common.serialization.BooleanSerializer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.DoubleDeserializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.FloatDeserializer;
import org.apache.kafka.common.serialization.FloatSerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.ShortDeserializer;
import org.apache.kafka.common.serialization.ShortSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.jspecify.annotations.Nullable;

/**
 * How the keys, or the values, of one store become bytes and back. No array is ever shared with the user: what
 * {@link #encode} returns nobody else writes to, and nothing that {@link #decode} returns reaches into its argument.
 *
 * <p>Safe for any thread: serdes that are not known to be are used under a lock, because the owner of a store and the
 * readers of its committed state use the same one.
 */
final class Encoding<T> {

    private static final Set<Class<?>> STATELESS = Set.of(
            StringSerializer.class,
            LongSerializer.class,
            IntegerSerializer.class,
            ShortSerializer.class,
            DoubleSerializer.class,
            FloatSerializer.class,
            BooleanSerializer.class,
            UUIDSerializer.class,
            BytesSerializer.class,
            ByteArraySerializer.class,
            StringDeserializer.class,
            LongDeserializer.class,
            IntegerDeserializer.class,
            ShortDeserializer.class,
            DoubleDeserializer.class,
            FloatDeserializer.class,
            BooleanDeserializer.class,
            UUIDDeserializer.class,
            BytesDeserializer.class,
            ByteArrayDeserializer.class);

    private final String what;
    private final String topic;
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;
    private final Object lock = new Object();
    private final boolean statelessSerializer;
    private final boolean statelessDeserializer;
    private final boolean serializerAliases;
    private final boolean deserializerAliases;

    /**
     * An encoding by {@code serde}.
     *
     * @param what what is encoded, for messages, such as {@code key of store 'counts'}
     * @param topic the topic name that the serde is told
     */
    Encoding(String what, String topic, Serde<T> serde) {
        this.what = what;
        this.topic = topic;
        this.serializer = serde.serializer();
        this.deserializer = serde.deserializer();
        this.statelessSerializer = STATELESS.contains(serializer.getClass());
        this.statelessDeserializer = STATELESS.contains(deserializer.getClass());
        this.serializerAliases =
                serializer instanceof ByteArraySerializer || serializer instanceof ByteBufferSerializer;
        this.deserializerAliases = !statelessDeserializer || deserializer instanceof ByteArrayDeserializer;
    }

    /** Whether Kafka's own serializer is used, one that takes equal objects to equal bytes and others to others. */
    boolean kafkaSerializer() {
        return statelessSerializer;
    }

    /** The bytes, owned by the caller; null where the serializer returns none, which stands for no value. */
    byte @Nullable [] encode(T object) {
        byte[] bytes = encodeForLookup(object);
        return bytes != null && serializerAliases ? bytes.clone() : bytes;
    }

    /** As {@link #encode}, but the bytes may be the user's own: for use before the call returns. */
    byte @Nullable [] encodeForLookup(T object) {
        if (statelessSerializer) {
            return serialize(object);
        }
        synchronized (lock) {
            return serialize(object);
        }
    }

    T decode(byte[] bytes) {
        byte[] given = deserializerAliases ? bytes.clone() : bytes;
        if (statelessDeserializer) {
            return deserializer.deserialize(topic, given);
        }
        synchronized (lock) {
            return deserializer.deserialize(topic, given);
        }
    }

    private byte @Nullable [] serialize(T object) {
        try {
            return serializer.serialize(topic, object);
        } catch (ClassCastException e) {
            throw new StreamsException(
                    "Cannot serialize the " + what + ": "
                            + serializer.getClass().getName() + " does not take a "
                            + object.getClass().getName()
                            + ". Name the serdes of the store where it is built, or change the default serdes.",
                    e);
        }
    }
}

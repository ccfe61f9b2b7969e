package dev.headrace.operators;

import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a key in an {@link EmissionBuffer}: keys are the same if their bytes are, as for the store. For plain types
 * under Kafka's serializers equality of the objects says that; a key of any other type is serialized.
 */
final class BufferKeys<K> {

    private static final Set<Class<?>> PLAIN_TYPES = Set.of(
            String.class,
            Long.class,
            Integer.class,
            Short.class,
            Double.class,
            Float.class,
            Boolean.class,
            UUID.class,
            Bytes.class);

    private final String topic;
    private final Serializer<K> serializer;
    private final Deserializer<K> deserializer;
    private final boolean serializerOfKafka;
    private @Nullable Class<?> plainType;

    BufferKeys(String topic, Serde<K> serde) {
        this.topic = topic;
        this.serializer = serde.serializer();
        this.deserializer = serde.deserializer();
        this.serializerOfKafka = serializer.getClass().getPackage() == Serializer.class.getPackage();
    }

    /** What stands for {@code key}: itself, or its bytes. */
    Object of(K key) {
        if (key.getClass() == plainType) {
            return key;
        }
        if (serializerOfKafka && PLAIN_TYPES.contains(key.getClass())) {
            plainType = key.getClass();
            return key;
        }
        return Bytes.wrap(serializer.serialize(topic, key).clone());
    }

    /** The key for which {@code standIn} stands. */
    @SuppressWarnings("unchecked")
    K keyOf(Object standIn) {
        return standIn instanceof Bytes bytes && plainType != Bytes.class
                ? deserializer.deserialize(topic, bytes.get())
                : (K) standIn;
    }
}

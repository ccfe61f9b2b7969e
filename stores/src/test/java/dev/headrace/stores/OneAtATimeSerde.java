package dev.headrace.stores;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Strings, by a serde that fails when a second thread enters it. */
final class OneAtATimeSerde implements Serde<String> {

    private final AtomicBoolean serializing = new AtomicBoolean();
    private final AtomicBoolean deserializing = new AtomicBoolean();

    @Override
    public Serializer<String> serializer() {
        return (topic, text) -> {
            enter(serializing);
            byte[] bytes = Serdes.String().serializer().serialize(topic, text);
            Thread.yield();
            serializing.set(false);
            return bytes;
        };
    }

    @Override
    public Deserializer<String> deserializer() {
        return (topic, bytes) -> {
            enter(deserializing);
            String text = Serdes.String().deserializer().deserialize(topic, bytes);
            Thread.yield();
            deserializing.set(false);
            return text;
        };
    }

    private static void enter(AtomicBoolean inUse) {
        if (inUse.getAndSet(true)) {
            throw new IllegalStateException("A second thread uses the serde");
        }
    }
}

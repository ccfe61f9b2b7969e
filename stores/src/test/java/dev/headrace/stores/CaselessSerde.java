package dev.headrace.stores;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Strings of which upper and lower case are the same. */
final class CaselessSerde implements Serde<String> {

    @Override
    public Serializer<String> serializer() {
        return (topic, text) -> text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Deserializer<String> deserializer() {
        return (topic, bytes) -> new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.headrace.stores;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Lists that can be written to, joined by commas. */
final class ListOfStringsSerde implements Serde<List<String>> {

    @Override
    public Serializer<List<String>> serializer() {
        return (topic, list) -> String.join(",", list).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Deserializer<List<String>> deserializer() {
        return (topic, bytes) -> new ArrayList<>(List.of(new String(bytes, StandardCharsets.UTF_8).split(",")));
    }
}

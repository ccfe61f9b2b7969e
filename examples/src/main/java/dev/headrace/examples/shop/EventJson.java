package dev.headrace.examples.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Events as JSON. */
public final class EventJson implements Serde<Event> {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writerFor(Event.class);
    private static final ObjectReader READER = MAPPER.readerFor(Event.class);

    @Override
    public Serializer<Event> serializer() {
        return (topic, event) -> write(event);
    }

    @Override
    public Deserializer<Event> deserializer() {
        return (topic, json) -> read(json);
    }

    @SuppressWarnings("NullAway") // Kafka's contract: null stands for null
    private static byte[] write(@Nullable Event event) {
        try {
            return event == null ? null : WRITER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new SerializationException("Cannot write event as JSON: " + event, e);
        }
    }

    @SuppressWarnings("NullAway") // Kafka's contract: null stands for null
    private static Event read(byte @Nullable [] json) {
        try {
            return json == null ? null : READER.readValue(json);
        } catch (IOException e) {
            throw new SerializationException("Cannot read event from JSON of " + json.length + " bytes", e);
        }
    }
}

package dev.headrace.runtime.checkpoint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.headrace.errors.StreamsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the JSON that {@link CheckpointCodec} writes. */
final class CheckpointReader {

    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerFor(JsonNode.class);

    private CheckpointReader() {}

    static <T> T read(CheckpointKey key, byte[] value, Function<JsonNode, T> shape) {
        try {
            JsonNode json = JSON.readValue(value);
            int version = (int) number(json, Fields.VERSION);
            if (version > CheckpointCodec.FORMAT_VERSION) {
                throw new StreamsException("Cannot read the checkpoint record " + key + ": it has format " + version
                        + " and this version of Headrace reads up to " + CheckpointCodec.FORMAT_VERSION
                        + "; start the version that wrote it, or a newer one");
            }
            return shape.apply(json);
        } catch (IOException | IllegalArgumentException damaged) {
            throw new StreamsException(
                    "Cannot read the checkpoint record " + key + ": its " + value.length + " bytes are damaged ("
                            + damaged.getMessage() + ")",
                    damaged);
        }
    }

    static TaskCheckpoint task(JsonNode json) {
        return new TaskCheckpoint(
                new CommitToken(id(json, Fields.INCARNATION), number(json, Fields.EPOCH)),
                texts(json, Fields.POSITIONS),
                numbers(json, Fields.PARTITION_TIMES),
                json.path(Fields.STREAM_TIME).asLong(TaskCheckpoint.NO_TIME_MS),
                json.path(Fields.WATERMARK).asLong(TaskCheckpoint.NO_TIME_MS),
                numbers(json, Fields.CHANGELOGS),
                drainPlan(json.get(Fields.DRAIN)),
                number(json, Fields.COMMITTED_AT));
    }

    private static Map<String, Long> numbers(JsonNode json, String name) {
        Map<String, Long> numbers = new HashMap<>();
        field(json, name)
                .properties()
                .forEach(each -> numbers.put(each.getKey(), each.getValue().asLong()));
        return numbers;
    }

    private static @Nullable DrainPlan drainPlan(@Nullable JsonNode json) {
        return json == null
                ? null
                : new DrainPlan(
                        id(json, Fields.RUN_ID),
                        texts(json, Fields.ENDS),
                        field(json, Fields.DONE).asBoolean());
    }

    static SinkCheckpoint sink(JsonNode json) {
        List<SinkCheckpoint.Unpublished> unpublished = new ArrayList<>();
        field(json, Fields.UNPUBLISHED)
                .forEach(receipt -> unpublished.add(
                        new SinkCheckpoint.Unpublished(number(receipt, Fields.EPOCH), text(receipt, Fields.RECEIPT))));
        return new SinkCheckpoint(unpublished);
    }

    static SourceCheckpoint source(JsonNode json) {
        return new SourceCheckpoint(number(json, Fields.EPOCH), text(json, Fields.MEMORY));
    }

    static QueryCheckpoint query(JsonNode json) {
        return new QueryCheckpoint(
                id(json, Fields.QUERY_ID),
                number(json, Fields.CREATED_AT),
                texts(json, Fields.STAGING_IDS),
                texts(json, Fields.TOPIC_IDS));
    }

    private static JsonNode field(JsonNode json, String name) {
        JsonNode field = json.get(name);
        if (field == null) {
            throw new IllegalArgumentException("field '" + name + "' is missing");
        }
        return field;
    }

    private static long number(JsonNode json, String name) {
        JsonNode field = field(json, name);
        if (!field.canConvertToExactIntegral()) {
            throw new IllegalArgumentException("field '" + name + "' is no number");
        }
        return field.asLong();
    }

    private static String text(JsonNode json, String name) {
        JsonNode field = field(json, name);
        if (!field.isTextual()) {
            throw new IllegalArgumentException("field '" + name + "' is no text");
        }
        return field.asText();
    }

    private static UUID id(JsonNode json, String name) {
        return UUID.fromString(text(json, name));
    }

    private static Map<String, String> texts(JsonNode json, String name) {
        Map<String, String> texts = new HashMap<>();
        field(json, name)
                .properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }
}

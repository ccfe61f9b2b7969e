package dev.headrace.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.streaming.StreamingQueryProgress.SinkProgress;
import dev.headrace.streaming.StreamingQueryProgress.SourceProgress;
import dev.headrace.streaming.StreamingQueryProgress.StateOperatorProgress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON of progress and status, field by field as Structured Streaming prints it. */
final class ProgressJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ProgressJson() {}

    static String compact(JsonNode json) {
        return json.toString();
    }

    static String pretty(JsonNode json) {
        return json.toPrettyString();
    }

    static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }

    static ObjectNode of(StreamingQueryStatus status) {
        return NODES.objectNode()
                .put("message", status.message())
                .put("isDataAvailable", status.isDataAvailable())
                .put("isTriggerActive", status.isTriggerActive());
    }

    static ObjectNode of(StreamingQueryProgress progress) {
        ObjectNode json = NODES.objectNode()
                .put("id", progress.id().toString())
                .put("runId", progress.runId().toString())
                .put("name", progress.name())
                .put("timestamp", timestamp(progress.timestamp()))
                .put("batchId", progress.batchId())
                .put("batchDuration", progress.batchDuration())
                .put("numInputRows", progress.numInputRows());
        putRate(json, "inputRowsPerSecond", progress.inputRowsPerSecond());
        putRate(json, "processedRowsPerSecond", progress.processedRowsPerSecond());
        putMap(json, "durationMs", progress.durationMs(), NODES::numberNode);
        putMap(json, "eventTime", progress.eventTime(), NODES::textNode);
        json.set("stateOperators", array(progress.stateOperators(), ProgressJson::of));
        json.set("sources", array(progress.sources(), ProgressJson::of));
        if (progress.sinks().size() == 1) {
            json.set("sink", of(progress.sinks().get(0)));
        } else {
            json.set("sinks", array(progress.sinks(), ProgressJson::of));
        }
        return json;
    }

    private static ObjectNode of(StateOperatorProgress operator) {
        ObjectNode json = NODES.objectNode()
                .put("operatorName", operator.operatorName())
                .put("numRowsTotal", operator.numRowsTotal())
                .put("numRowsUpdated", operator.numRowsUpdated())
                .put("allUpdatesTimeMs", operator.allUpdatesTimeMs())
                .put("numRowsRemoved", operator.numRowsRemoved())
                .put("allRemovalsTimeMs", operator.allRemovalsTimeMs())
                .put("commitTimeMs", operator.commitTimeMs())
                .put("memoryUsedBytes", operator.memoryUsedBytes())
                .put("numRowsDroppedByWatermark", operator.numRowsDroppedByWatermark())
                .put("numShufflePartitions", operator.numShufflePartitions())
                .put("numStateStoreInstances", operator.numStateStoreInstances());
        putMap(json, "customMetrics", operator.customMetrics(), NODES::numberNode);
        return json;
    }

    private static ObjectNode of(SourceProgress source) {
        ObjectNode json = NODES.objectNode().put("description", source.description());
        json.set("startOffset", offset(source.startOffset()));
        json.set("endOffset", offset(source.endOffset()));
        json.set("latestOffset", offset(source.latestOffset()));
        json.put("numInputRows", source.numInputRows());
        putRate(json, "inputRowsPerSecond", source.inputRowsPerSecond());
        putRate(json, "processedRowsPerSecond", source.processedRowsPerSecond());
        putMap(json, "metrics", source.metrics(), NODES::textNode);
        return json;
    }

    private static ObjectNode of(SinkProgress sink) {
        ObjectNode json =
                NODES.objectNode().put("description", sink.description()).put("numOutputRows", sink.numOutputRows());
        putMap(json, "metrics", sink.metrics(), NODES::textNode);
        return json;
    }

    /** A rate over no time at all is not a number, so it is left out. */
    private static void putRate(ObjectNode json, String field, double rate) {
        if (Double.isFinite(rate)) {
            json.put(field, Math.round(rate * 10) / 10.0);
        }
    }

    private static <V> void putMap(ObjectNode json, String field, Map<String, V> map, Function<V, JsonNode> value) {
        if (!map.isEmpty()) {
            ObjectNode values = json.putObject(field);
            map.forEach((key, entry) -> values.set(key, value.apply(entry)));
        }
    }

    private static <E> ArrayNode array(List<E> elements, Function<E, JsonNode> json) {
        ArrayNode array = NODES.arrayNode();
        elements.forEach(element -> array.add(json.apply(element)));
        return array;
    }

    private static JsonNode offset(@Nullable String offset) {
        if (offset == null) {
            return NODES.nullNode();
        }
        boolean looksLikeJson = offset.startsWith("{") || offset.startsWith("[");
        return looksLikeJson ? parsedOrText(offset) : NODES.textNode(offset);
    }

    private static JsonNode parsedOrText(String offset) {
        try {
            return MAPPER.readTree(offset);
        } catch (JsonProcessingException notJson) {
            return NODES.textNode(offset);
        }
    }
}

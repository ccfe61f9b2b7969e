package dev.headrace.runtime.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.errors.StreamsException;
import dev.headrace.port.FilePath;
import dev.headrace.processor.EpochView;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.source.SourcePosition;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far an epoch reads. It is written before the epoch runs, so that it is the same one when it has to be repeated.
 *
 * @param epoch its number
 * @param openedMs when it was planned; milliseconds since 1970
 * @param ends by task and source
 */
public record EpochPlan(long epoch, long openedMs, Map<TaskKey, Map<String, SourcePosition>> ends) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public EpochPlan {
        ends = Map.copyOf(ends);
    }

    /** The plan of the epoch that {@code view} describes. */
    public static EpochPlan of(EpochView view, Map<TaskKey, Map<String, SourcePosition>> ends) {
        return new EpochPlan(view.number(), view.openedMs(), ends);
    }

    byte[] encoded() throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", CommitCodec.FORMAT_VERSION);
        node.put("epoch", epoch);
        node.put("openedMs", openedMs);
        ArrayNode tasks = node.putArray("tasks");
        new TreeMap<>(ends).forEach((task, sources) -> {
            ObjectNode each = tasks.addObject();
            each.put("subTopology", task.subTopology());
            each.put("partition", task.partition());
            ObjectNode positions = each.putObject("ends");
            new TreeMap<>(sources).forEach((source, position) -> positions.put(source, position.json()));
        });
        return JSON.writeValueAsBytes(node);
    }

    static EpochPlan decoded(FilePath path, byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            Map<TaskKey, Map<String, SourcePosition>> ends = new HashMap<>();
            node.path("tasks").forEach(task -> {
                Map<String, SourcePosition> positions = new HashMap<>();
                task.path("ends")
                        .properties()
                        .forEach(each -> positions.put(
                                each.getKey(),
                                new SourcePosition(each.getValue().asText())));
                ends.put(
                        new TaskKey(
                                task.required("subTopology").asText(),
                                task.required("partition").asInt()),
                        positions);
            });
            return new EpochPlan(
                    node.required("epoch").asLong(), node.required("openedMs").asLong(), ends);
        } catch (IOException | IllegalArgumentException e) {
            throw new StreamsException(
                    "Cannot read the plan " + path + ": it is damaged (" + e.getMessage()
                            + "). Delete it, and the epoch is planned anew: a foreachBatch may then see other rows under"
                            + " its number",
                    e);
        }
    }
}

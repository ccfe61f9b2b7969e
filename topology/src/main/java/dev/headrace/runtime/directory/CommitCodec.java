package dev.headrace.runtime.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.errors.StreamsException;
import dev.headrace.port.FilePath;
import dev.headrace.processor.EpochView;
import dev.headrace.runtime.checkpoint.CheckpointCodec;
import dev.headrace.runtime.checkpoint.CheckpointKey;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.sink.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries of the log as JSON. Equal entries have equal bytes. */
final class CommitCodec {

    /** The version that is written, and the newest that is read. */
    static final int FORMAT_VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private CommitCodec() {}

    static byte[] encode(DirectoryCommit commit) {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", FORMAT_VERSION);
        node.put("sequence", commit.sequence());
        node.put("owner", commit.owner().toString());
        node.put("epoch", commit.epoch());
        node.put("committedAtMs", commit.committedAtMs());
        putTime(node, "watermarkMs", commit.time().watermarkMs());
        putTime(node, "lateMs", commit.time().lateMs());
        ObjectNode proposals = node.putObject("proposals");
        new TreeMap<>(commit.time().proposals()).forEach((name, timeMs) -> putTime(proposals, name, timeMs));
        ArrayNode tasks = node.putArray("tasks");
        commit.tasks().forEach(task -> write(tasks.addObject(), task));
        ArrayNode stores = node.putArray("stores");
        commit.stores().forEach(store -> write(stores.addObject(), store));
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("Failed to write a commit to memory", impossible);
        }
    }

    static DirectoryCommit decode(FilePath path, byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            int version = node.path("version").asInt();
            if (version < 1 || version > FORMAT_VERSION) {
                throw new StreamsException("Cannot read commit " + path + ": it has format version " + version
                        + ", and this release reads up to " + FORMAT_VERSION + ". Use a newer release");
            }
            Map<String, Long> proposals = new TreeMap<>();
            node.path("proposals").properties().forEach(each -> proposals.put(each.getKey(), time(each.getValue())));
            List<TaskCommit> tasks = new ArrayList<>();
            node.path("tasks").forEach(each -> tasks.add(task(each)));
            List<StoreState> stores = new ArrayList<>();
            node.path("stores").forEach(each -> stores.add(store(each)));
            return new DirectoryCommit(
                    node.required("sequence").asLong(),
                    UUID.fromString(node.required("owner").asText()),
                    node.required("epoch").asLong(),
                    node.required("committedAtMs").asLong(),
                    new QueryTime(proposals, time(node.path("watermarkMs")), time(node.path("lateMs"))),
                    tasks,
                    stores);
        } catch (IOException | IllegalArgumentException e) {
            throw new StreamsException(
                    "Cannot read commit " + path + ": it is damaged (" + e.getMessage()
                            + "). Restore the checkpoint directory from a copy, or start the query anew with another one",
                    e);
        }
    }

    private static void write(ObjectNode node, TaskCommit task) {
        node.put("subTopology", task.task().subTopology());
        node.put("partition", task.task().partition());
        try {
            node.set("checkpoint", JSON.readTree(CheckpointCodec.encode(task.checkpoint())));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Failed to read a checkpoint that was just written", impossible);
        }
        ObjectNode receipts = node.putObject("receipts");
        new TreeMap<>(task.receipts()).forEach((sink, list) -> {
            ArrayNode array = receipts.putArray(sink);
            for (Receipt receipt : list) {
                array.addObject().put("epoch", receipt.epoch()).put("receipt", receipt.json());
            }
        });
    }

    private static TaskCommit task(JsonNode node) {
        TaskKey key = new TaskKey(
                node.required("subTopology").asText(),
                node.required("partition").asInt());
        Map<String, List<Receipt>> receipts = new LinkedHashMap<>();
        node.path("receipts").properties().forEach(sink -> {
            List<Receipt> list = new ArrayList<>();
            sink.getValue()
                    .forEach(each -> list.add(new Receipt(
                            each.required("epoch").asLong(),
                            each.required("receipt").asText())));
            receipts.put(sink.getKey(), list);
        });
        try {
            byte[] checkpoint = JSON.writeValueAsBytes(node.required("checkpoint"));
            return new TaskCommit(key, CheckpointCodec.decodeTask(CheckpointKey.task(key), checkpoint), receipts);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("Failed to write a checkpoint to memory", impossible);
        }
    }

    private static void write(ObjectNode node, StoreState store) {
        node.put("store", store.store());
        node.put("partition", store.partition());
        if (store.snapshot() != null) {
            write(node.putObject("snapshot"), store.snapshot());
        }
        ArrayNode deltas = node.putArray("deltas");
        store.deltas().forEach(delta -> write(deltas.addObject(), delta));
    }

    private static void write(ObjectNode node, StateFile file) {
        node.put("name", file.name());
        node.put("epoch", file.epoch());
        node.put("bytes", file.bytes());
    }

    private static StoreState store(JsonNode node) {
        List<StateFile> deltas = new ArrayList<>();
        node.path("deltas").forEach(delta -> deltas.add(file(delta)));
        @Nullable JsonNode snapshot = node.get("snapshot");
        return new StoreState(
                node.required("store").asText(),
                node.required("partition").asInt(),
                snapshot == null ? null : file(snapshot),
                deltas);
    }

    private static StateFile file(JsonNode node) {
        return new StateFile(
                node.required("name").asText(),
                node.required("epoch").asLong(),
                node.required("bytes").asLong());
    }

    private static void putTime(ObjectNode node, String field, long timeMs) {
        if (timeMs == EpochView.UNKNOWN_MS) {
            node.putNull(field);
        } else {
            node.put(field, timeMs);
        }
    }

    private static long time(JsonNode node) {
        return node.isNumber() ? node.asLong() : EpochView.UNKNOWN_MS;
    }
}

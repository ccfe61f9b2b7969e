package dev.headrace.runtime.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The bytes of checkpoint records: compact JSON with the format version as its first field. Equal records have equal bytes.
 * A field that an older reader may pass over is added under the same version; anything else raises it.
 */
public final class CheckpointCodec {

    /** The version that is written, and the newest that is read. */
    public static final int FORMAT_VERSION = 1;

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BYTES_USUAL = 512;

    private CheckpointCodec() {}

    /** The bytes of {@code checkpoint}. */
    public static byte[] encode(Checkpoint checkpoint) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_USUAL);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField(Fields.VERSION, FORMAT_VERSION);
            if (checkpoint instanceof TaskCheckpoint task) {
                write(json, task);
            } else if (checkpoint instanceof SinkCheckpoint sink) {
                write(json, sink);
            } else if (checkpoint instanceof SourceCheckpoint source) {
                write(json, source);
            } else {
                write(json, (QueryCheckpoint) checkpoint);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Failed to write a checkpoint record to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the record of a task.
     *
     * @throws dev.headrace.errors.StreamsException if a newer version wrote it, or it is damaged
     */
    public static TaskCheckpoint decodeTask(CheckpointKey key, byte[] value) {
        return CheckpointReader.read(key, value, CheckpointReader::task);
    }

    /**
     * Reads the record of a sink.
     *
     * @throws dev.headrace.errors.StreamsException if a newer version wrote it, or it is damaged
     */
    public static SinkCheckpoint decodeSink(CheckpointKey key, byte[] value) {
        return CheckpointReader.read(key, value, CheckpointReader::sink);
    }

    /**
     * Reads the record of a source.
     *
     * @throws dev.headrace.errors.StreamsException if a newer version wrote it, or it is damaged
     */
    public static SourceCheckpoint decodeSource(CheckpointKey key, byte[] value) {
        return CheckpointReader.read(key, value, CheckpointReader::source);
    }

    /**
     * Reads the record of a query.
     *
     * @throws dev.headrace.errors.StreamsException if a newer version wrote it, or it is damaged
     */
    public static QueryCheckpoint decodeQuery(CheckpointKey key, byte[] value) {
        return CheckpointReader.read(key, value, CheckpointReader::query);
    }

    /**
     * Reads the record that {@code key} belongs to.
     *
     * @throws dev.headrace.errors.StreamsException if a newer version wrote it, or it is damaged
     */
    public static Checkpoint decode(CheckpointKey key, byte[] value) {
        return switch (key.kind()) {
            case TASK -> decodeTask(key, value);
            case SINK -> decodeSink(key, value);
            case SOURCE -> decodeSource(key, value);
            case QUERY -> decodeQuery(key, value);
        };
    }

    private static void write(JsonGenerator json, TaskCheckpoint task) throws IOException {
        json.writeStringField(Fields.INCARNATION, task.token().incarnation().toString());
        json.writeNumberField(Fields.EPOCH, task.token().epoch());
        writeTexts(json, Fields.POSITIONS, task.positions());
        writeNumbers(json, Fields.PARTITION_TIMES, task.partitionTimesMs());
        writeTime(json, Fields.STREAM_TIME, task.streamTimeMs());
        writeTime(json, Fields.WATERMARK, task.watermarkMs());
        writeNumbers(json, Fields.CHANGELOGS, task.changelogs());
        DrainPlan plan = task.drainPlan();
        if (plan != null) {
            json.writeObjectFieldStart(Fields.DRAIN);
            json.writeStringField(Fields.RUN_ID, plan.runId().toString());
            writeTexts(json, Fields.ENDS, plan.ends());
            json.writeBooleanField(Fields.DONE, plan.done());
            json.writeEndObject();
        }
        json.writeNumberField(Fields.COMMITTED_AT, task.committedAtMs());
    }

    private static void write(JsonGenerator json, SinkCheckpoint sink) throws IOException {
        json.writeArrayFieldStart(Fields.UNPUBLISHED);
        for (SinkCheckpoint.Unpublished unpublished : sink.unpublished()) {
            json.writeStartObject();
            json.writeNumberField(Fields.EPOCH, unpublished.epoch());
            json.writeStringField(Fields.RECEIPT, unpublished.receipt());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, SourceCheckpoint source) throws IOException {
        json.writeNumberField(Fields.EPOCH, source.epoch());
        json.writeStringField(Fields.MEMORY, source.memory());
    }

    private static void write(JsonGenerator json, QueryCheckpoint query) throws IOException {
        json.writeStringField(Fields.QUERY_ID, query.queryId().toString());
        json.writeNumberField(Fields.CREATED_AT, query.createdAtMs());
        writeTexts(json, Fields.STAGING_IDS, query.stagingIds());
        writeTexts(json, Fields.TOPIC_IDS, query.topicIds());
    }

    private static void writeTexts(JsonGenerator json, String field, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private static void writeNumbers(JsonGenerator json, String name, Map<String, Long> numbers) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> each : numbers.entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }

    private static void writeTime(JsonGenerator json, String field, long timeMs) throws IOException {
        if (timeMs != TaskCheckpoint.NO_TIME_MS) {
            json.writeNumberField(field, timeMs);
        }
    }
}

package dev.headrace.runtime.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.errors.StreamsException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The key of one checkpoint record. Its bytes are stable, since a compacted topic tells records apart by them: the text
 * {@code <kind>/<sub-topology>/<partition>[/<name>]} in UTF-8, with {@code %} and {@code /} in names escaped.
 */
public final class CheckpointKey {

    private static final CheckpointKey QUERY = new CheckpointKey(Kind.QUERY, null, null);

    private final Kind kind;
    private final @Nullable TaskKey task;
    private final @Nullable String name;

    private CheckpointKey(Kind kind, @Nullable TaskKey task, @Nullable String name) {
        this.kind = kind;
        this.task = task;
        this.name = name;
    }

    /** What a record is about. */
    public enum Kind {
        /** What a task has committed: {@link TaskCheckpoint}. */
        TASK("task"),
        /** The unpublished output of one sink of a task: {@link SinkCheckpoint}. */
        SINK("sink"),
        /** What one source of a task remembers beyond its position: {@link SourceCheckpoint}. */
        SOURCE("source"),
        /** The query as a whole: {@link QueryCheckpoint}. */
        QUERY("query");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Of what {@code task} has committed. */
    public static CheckpointKey task(TaskKey task) {
        return new CheckpointKey(Kind.TASK, task, null);
    }

    /** Of the sink named {@code sink} in {@code task}. */
    public static CheckpointKey sink(TaskKey task, String sink) {
        return new CheckpointKey(Kind.SINK, task, sink);
    }

    /** Of the source named {@code source} in {@code task}. */
    public static CheckpointKey source(TaskKey task, String source) {
        return new CheckpointKey(Kind.SOURCE, task, source);
    }

    /** Of the query. */
    public static CheckpointKey query() {
        return QUERY;
    }

    /**
     * Reads a key from its bytes.
     *
     * @throws StreamsException if they are none that this version writes
     */
    public static CheckpointKey decode(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        List<String> parts = Arrays.asList(text.split("/", -1));
        CheckpointKey key =
                switch (parts.get(0)) {
                    case "task" -> parts.size() == 3 ? task(taskOf(parts)) : null;
                    case "sink" -> parts.size() == 4 ? sink(taskOf(parts), unescaped(parts.get(3))) : null;
                    case "source" -> parts.size() == 4 ? source(taskOf(parts), unescaped(parts.get(3))) : null;
                    case "query" -> parts.size() == 1 ? QUERY : null;
                    default -> null;
                };
        if (key == null) {
            throw new StreamsException("Cannot read the checkpoint key '" + text + "': this version of Headrace writes"
                    + " none like it; use the version that wrote it, or a newer one");
        }
        return key;
    }

    private static TaskKey taskOf(List<String> parts) {
        try {
            return new TaskKey(unescaped(parts.get(1)), Integer.parseInt(parts.get(2)));
        } catch (IllegalArgumentException malformed) {
            throw new StreamsException(
                    "Cannot read the checkpoint key '" + String.join("/", parts) + "': it names no task", malformed);
        }
    }

    /** What the record is about. */
    public Kind kind() {
        return kind;
    }

    /**
     * The task that the record belongs to.
     *
     * @throws IllegalStateException if it is the query's
     */
    public TaskKey task() {
        if (task == null) {
            throw new IllegalStateException("Cannot name the task of '" + this + "': it belongs to the whole query");
        }
        return task;
    }

    /**
     * The name of the sink or source.
     *
     * @throws IllegalStateException if it is about neither
     */
    public String name() {
        if (name == null) {
            throw new IllegalStateException("Cannot name the sink or source of '" + this + "': it has none");
        }
        return name;
    }

    /** The bytes of the key. */
    public byte[] encode() {
        return toString().getBytes(UTF_8);
    }

    /** The partition of the checkpoint topic that holds the record: one for all records of a task, 0 for the query's. */
    public int partition(int partitionCount) {
        return task == null ? 0 : Utils.toPositive(Utils.murmur2(task(task).encode())) % partitionCount;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CheckpointKey that
                && kind == that.kind
                && Objects.equals(task, that.task)
                && Objects.equals(name, that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind.text, task, name);
    }

    /** The text whose bytes {@link #encode} returns. */
    @Override
    public String toString() {
        String ofTask =
                task == null ? kind.text : kind.text + "/" + escaped(task.subTopology()) + "/" + task.partition();
        return name == null ? ofTask : ofTask + "/" + escaped(name);
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace("/", "%2F");
    }

    private static String unescaped(String text) {
        return text.replace("%2F", "/").replace("%25", "%");
    }
}

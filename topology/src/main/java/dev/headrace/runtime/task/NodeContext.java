package dev.headrace.runtime.task;

import dev.headrace.common.RecordMetadata;
import dev.headrace.common.StreamsMetrics;
import dev.headrace.common.TaskId;
import dev.headrace.errors.StreamsException;
import dev.headrace.processor.BufferedProcessor;
import dev.headrace.processor.Cancellable;
import dev.headrace.processor.EngineContext;
import dev.headrace.processor.EpochView;
import dev.headrace.processor.PunctuationType;
import dev.headrace.processor.Punctuator;
import dev.headrace.processor.Record;
import dev.headrace.processor.WatermarkVote;
import dev.headrace.state.StateStore;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** The context of one processor node of a task. */
final class NodeContext implements EngineContext<Object, Object> {

    /** Makes the context of a node. */
    @FunctionalInterface
    interface Maker {
        NodeContext contextOf(GraphNode node);
    }

    private final GraphNode node;
    private final TaskState task;
    private final Set<String> connectedStores;

    NodeContext(GraphNode node, TaskState task, Set<String> connectedStores) {
        this.node = node;
        this.task = task;
        this.connectedStores = connectedStores;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> void forward(Record<K, V> record) {
        node.forward((Record<Object, Object>) record);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> void forward(Record<K, V> record, String childName) {
        node.forward((Record<Object, Object>) record, childName);
    }

    @Override
    public <K, V> void forward(Record<K, V> record, @Nullable RecordMetadata origin) {
        task.current().enter(origin);
        forward(record);
    }

    @Override
    public boolean emitsPerCommit() {
        return task.services().emitsPerCommit();
    }

    @Override
    public void beforeCommit(BufferedProcessor held) {
        node.beforeCommit(held);
    }

    @Override
    public void droppedRecord() {
        task.dropped().run();
    }

    @Override
    public void lateRecord() {
        task.dropped().run();
        task.counters().late(node.name());
    }

    @Override
    public EpochView epoch() {
        return task.epochTime().view();
    }

    @Override
    public WatermarkVote watermarkVote(String name, long delayMs) {
        return task.epochTime().vote(name, delayMs);
    }

    @Override
    public void closesAt(LongPredicate closing) {
        task.epochTime().closesAt(closing);
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.ofNullable(task.current().metadata());
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S extends StateStore> S getStateStore(String name) {
        if (!connectedStores.contains(name)) {
            throw new StreamsException("Processor " + node.name() + " has no access to state store " + name
                    + ": connect them with Topology.connectProcessorAndStateStores, or name the store where the"
                    + " processor is added; connected are " + connectedStores);
        }
        return (S) task.store(name);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        long intervalMs = positiveMs(interval);
        return switch (type) {
            case STREAM_TIME -> task.streamPunctuations().schedule(node, 0, intervalMs, callback);
            case WALL_CLOCK_TIME ->
                task.wallPunctuations().schedule(node, currentSystemTimeMs() + intervalMs, intervalMs, callback);
        };
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        long startMs = startTime.toEpochMilli();
        if (startMs < 0) {
            throw new IllegalArgumentException("Cannot schedule from " + startTime + ": it is before 1970");
        }
        Punctuations punctuations =
                switch (type) {
                    case STREAM_TIME -> task.streamPunctuations();
                    case WALL_CLOCK_TIME -> task.wallPunctuations();
                };
        return punctuations.schedule(node, startMs, positiveMs(interval), callback);
    }

    @Override
    public void commit() {
        task.requestCommit();
    }

    @Override
    public String applicationId() {
        return task.services().applicationId();
    }

    @Override
    public TaskId taskId() {
        return task.id();
    }

    @Override
    public Serde<?> keySerde() {
        return task.services().keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return task.services().valueSerde();
    }

    @Override
    public File stateDir() {
        return task.stateDirectory();
    }

    @Override
    public StreamsMetrics metrics() {
        return task.services().metrics();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return task.services().appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return withPrefix(appConfigs(), prefix);
    }

    @Override
    public long currentSystemTimeMs() {
        return task.services().clock().nowMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return task.clock().streamTimeMs();
    }

    /** The entries whose names begin with {@code prefix}, without it. */
    static Map<String, Object> withPrefix(Map<String, Object> configs, String prefix) {
        Map<String, Object> found = new TreeMap<>();
        configs.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private static long positiveMs(Duration interval) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("Cannot schedule every " + interval + ": the least interval is 1 ms");
        }
        return interval.toMillis();
    }
}

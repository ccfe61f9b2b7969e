package dev.headrace.runtime.task;

import dev.headrace.common.TaskId;
import dev.headrace.processor.Record;
import dev.headrace.sink.SinkWriter;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.topology.SubTopology;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Sensor;
import org.jspecify.annotations.Nullable;

/**
 * One partition's share of a sub-topology: takes records from its inputs in the order of their time and pushes each through
 * the graph. Owned by one thread.
 *
 * <p>The stores are open from the start, so that they can be restored; inputs and graph exist from {@link #start}, and are
 * made anew by the next one after an epoch was aborted.
 */
public final class Task implements AutoCloseable {

    private final TaskId id;
    private final SubTopology subTopology;
    private final TaskServices services;
    private final Map<String, SinkWriter<?, ?>> writers;

    private final EventClock clock;
    private final EpochTime epochTime = new EpochTime();
    private final CurrentRecord current = new CurrentRecord();
    private final TaskCounters counters = new TaskCounters();
    private final Punctuations streamPunctuations = new Punctuations();
    private final Punctuations wallPunctuations = new Punctuations();
    private final TaskStores stores;
    private final FailurePolicy failures;
    private final TaskState state;

    private Running running = Running.NOT;
    private @Nullable Sensor droppedRecords;

    /**
     * Opens the stores of a task.
     *
     * @param writers the writers of its sinks by name
     * @throws dev.headrace.errors.ProcessorStateException if a store cannot be opened
     */
    public Task(
            TaskId id,
            SubTopology subTopology,
            TaskServices services,
            TaskStores.Place place,
            Map<String, SinkWriter<?, ?>> writers,
            EventClock clock) {
        this.id = id;
        this.subTopology = subTopology;
        this.services = services;
        this.writers = Map.copyOf(writers);
        this.clock = clock;
        this.stores = TaskStores.open(subTopology, id, services, place, current);
        this.failures = new FailurePolicy(
                id,
                current,
                services.deserializationHandler(),
                services.processingHandler(),
                services.sender(),
                this::dropped);
        this.state = new TaskState(
                id,
                services,
                clock,
                epochTime,
                current,
                stores.byName(),
                streamPunctuations,
                wallPunctuations,
                counters,
                this::dropped,
                new File(place.directory(), id.toString()));
    }

    /** What a task starts from: the last commit. */
    public record Start(Map<TopicPartition, TopicStart> topics, Map<String, SourceStart> sources, long streamTimeMs) {}

    /** Where one partition of a topic starts. */
    public record TopicStart(long offset, long partitionTimeMs) {}

    /** Where one source that is not a topic starts. */
    public record SourceStart(SourceReader<?, ?> reader, SourcePosition position) {}

    /** Builds inputs and graph and opens the processors; what was before of them is closed and forgotten. */
    public void start(Start from) {
        counters.rewind();
        stop();
        clock.reset(from.streamTimeMs());
        TaskGraph graph = TaskGraph.open(subTopology, state, failures, writers);
        Map<TopicPartition, TopicInput> topics = new LinkedHashMap<>();
        from.topics()
                .forEach((partition, at) -> topics.put(
                        partition,
                        new TopicInput(
                                partition, graph.sourceOf(partition.topic()), at.offset(), at.partitionTimeMs())));
        List<SourceInput> sources = new ArrayList<>();
        from.sources()
                .forEach((name, at) -> sources.add(new SourceInput(graph.source(name), at.reader(), at.position())));
        running = new Running(graph, topics, sources);
    }

    /** The task's number, for display. */
    public TaskId id() {
        return id;
    }

    /** What it is a share of. */
    public SubTopology subTopology() {
        return subTopology;
    }

    /** The stores. */
    public TaskStores stores() {
        return stores;
    }

    /** What it did. */
    public TaskCounters counters() {
        return counters;
    }

    /** The time of the stream. */
    public EventClock clock() {
        return clock;
    }

    /** What it knows of the open epoch, and says of the next. */
    public EpochTime epochTime() {
        return epochTime;
    }

    /** The topic partitions that it reads; none before {@link #start}. */
    public Map<TopicPartition, TopicInput> topicInputs() {
        return running.topics;
    }

    /** The other sources that it reads; none before {@link #start}. */
    public List<SourceInput> sourceInputs() {
        return running.sources;
    }

    /**
     * Processes what is queued within the plan.
     *
     * @return how many records were processed, at most {@code recordsMax}
     */
    public int process(int recordsMax) {
        return process(running.inbox, recordsMax);
    }

    /** As {@link #process}, but takes nothing from sources that are not topics. */
    public int processTopics(int recordsMax) {
        return process(running.topicInbox, recordsMax);
    }

    private int process(Inbox inbox, int recordsMax) {
        int processed = 0;
        Input next;
        while (processed < recordsMax && (next = inbox.next()) != null) {
            Record<Object, Object> record = next.take(current);
            clock.observe(record.timestamp());
            next.source().process(record);
            processed++;
            if (streamPunctuations.nextMs() <= clock.streamTimeMs()) {
                punctuate(streamPunctuations, clock.streamTimeMs());
            }
        }
        current.leave();
        return processed;
    }

    /** Runs what is due on wall-clock time; returns how many punctuations ran. */
    public int punctuateWallClock() {
        long nowMs = services.clock().nowMs();
        return wallPunctuations.nextMs() <= nowMs ? punctuate(wallPunctuations, nowMs) : 0;
    }

    /** When the next wall-clock punctuation is due, {@link Long#MAX_VALUE} if there is none. */
    public long nextWallClockPunctuationMs() {
        return wallPunctuations.nextMs();
    }

    /** Whether records of topics are queued. */
    public boolean hasQueuedInput() {
        for (TopicInput input : running.topics.values()) {
            if (input.queued() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether every input was taken up to the end of its plan. */
    public boolean isPlanReached() {
        return running.inbox.isPlanReached();
    }

    /** Forwards what processors hold back until a commit. */
    public void forwardBuffered() {
        running.graph.forwardBuffered();
        current.leave();
    }

    /** Closes processors and inputs; the stores stay open. */
    public void stop() {
        running.close();
        running = Running.NOT;
        streamPunctuations.clear();
        wallPunctuations.clear();
        epochTime.clear();
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            if (droppedRecords != null) {
                services.metrics().removeSensor(droppedRecords);
            }
            stores.close();
        }
    }

    private void dropped() {
        if (droppedRecords == null) {
            droppedRecords = services.metrics()
                    .addRateTotalSensor("task", id.toString(), "dropped-records", Sensor.RecordingLevel.INFO);
        }
        droppedRecords.record();
    }

    private int punctuate(Punctuations due, long timeMs) {
        current.leave();
        return due.run(timeMs);
    }

    private record Running(
            TaskGraph graph,
            Map<TopicPartition, TopicInput> topics,
            List<SourceInput> sources,
            Inbox inbox,
            Inbox topicInbox) {

        private static final Running NOT = new Running(TaskGraph.EMPTY, Map.of(), List.of());

        private Running(TaskGraph graph, Map<TopicPartition, TopicInput> topics, List<SourceInput> sources) {
            this(graph, topics, sources, Inbox.of(topics.values(), sources), Inbox.of(topics.values(), List.of()));
        }

        private void close() {
            sources.forEach(SourceInput::close);
            graph.close();
        }
    }
}

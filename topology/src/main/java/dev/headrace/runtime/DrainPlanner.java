package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.runtime.checkpoint.DrainPlan;
import dev.headrace.runtime.task.SourceInput;
import dev.headrace.runtime.task.Task;
import dev.headrace.runtime.task.TopicInput;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.SourcePosition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * The input ends where it ended at the start. For external inputs that is frozen when a task is first planned; an internal
 * input is followed while what feeds it is read, and frozen when all of that was recorded as read.
 */
final class DrainPlanner implements EpochPlanner {

    private final OwnedTasks tasks;
    private final ConsumerIntake intake;
    private final DrainBoard board;
    private final LogEnds logEnds;
    private final Map<String, Set<TopicPartition>> feedersByTopic;
    private final ReadLimit limit;
    private final UUID runId;

    /**
     * A planner for one run.
     *
     * @param feedersByTopic for each internal topic the partitions whose records lead to it
     * @param limit how much of a source one epoch may read
     */
    DrainPlanner(
            OwnedTasks tasks,
            ConsumerIntake intake,
            DrainBoard board,
            LogEnds logEnds,
            Map<String, Set<TopicPartition>> feedersByTopic,
            ReadLimit limit,
            UUID runId) {
        this.tasks = tasks;
        this.intake = intake;
        this.board = board;
        this.logEnds = logEnds;
        this.feedersByTopic = feedersByTopic;
        this.limit = limit;
        this.runId = runId;
    }

    /** Where partitions end for a reader that waits for what is pending on them. */
    @FunctionalInterface
    interface LogEnds {
        Map<TopicPartition, Long> of(Set<TopicPartition> partitions);
    }

    @Override
    public boolean plan() {
        board.refresh();
        boolean something = false;
        for (OwnedTask task : tasks.running()) {
            join(task);
            something |= task.isDirty() || !task.task().isPlanReached();
        }
        return something;
    }

    @Override
    public void join(OwnedTask task) {
        Map<String, String> ends = frozenBefore(task);
        Map<TopicPartition, Long> topicEnds = topicEnds(task, ends);
        Map<String, SourcePosition> sourceEnds = sourceEnds(task, ends);
        planInputs(task, topicEnds, sourceEnds);
        task.planDrain(new DrainPlan(
                runId, Positions.texts(topicEnds, sourceEnds), isDone(task.task(), topicEnds, sourceEnds)));
    }

    @Override
    public boolean isDrained() {
        board.refresh();
        return board.isDone();
    }

    @Override
    public void close() {
        board.close();
    }

    private Map<String, String> frozenBefore(OwnedTask task) {
        DrainPlan plan = task.drainPlan();
        return plan != null && plan.runId().equals(runId) ? plan.ends() : Map.of();
    }

    private Map<TopicPartition, Long> topicEnds(OwnedTask task, Map<String, String> before) {
        Map<TopicPartition, Long> ends = new HashMap<>(Positions.of(task.partitions(), before));
        for (TopicPartition partition : task.partitions()) {
            Set<TopicPartition> feeders = feedersByTopic.get(partition.topic());
            if (!ends.containsKey(partition) && (feeders == null || board.areDrained(feeders))) {
                ends.putAll(logEnds.of(Set.of(partition)));
            }
        }
        return ends;
    }

    private static Map<String, SourcePosition> sourceEnds(OwnedTask task, Map<String, String> before) {
        Map<String, SourcePosition> ends = new HashMap<>(Positions.ofSources(before));
        for (SourceInput input : task.task().sourceInputs()) {
            ends.computeIfAbsent(input.sourceName(), name -> task.sources().end(input, ReadLimit.all(), null));
        }
        return ends;
    }

    private void planInputs(
            OwnedTask task, Map<TopicPartition, Long> topicEnds, Map<String, SourcePosition> sourceEnds) {
        for (TopicInput input : task.task().topicInputs().values()) {
            Long end = topicEnds.get(input.partition());
            input.planEnd(end != null ? end : intake.endOffset(input.partition()));
        }
        for (SourceInput input : task.task().sourceInputs()) {
            SourcePosition last = Lookup.in(sourceEnds, input.sourceName());
            input.know(last);
            input.planEnd(task.sources().end(input, limit, last));
        }
    }

    private static boolean isDone(
            Task task, Map<TopicPartition, Long> topicEnds, Map<String, SourcePosition> sourceEnds) {
        return topicEnds.size() == task.topicInputs().size()
                && task.topicInputs().values().stream()
                        .allMatch(input -> input.nextOffset() >= Lookup.in(topicEnds, input.partition()))
                && task.sourceInputs().stream()
                        .allMatch(input -> input.position().equals(sourceEnds.get(input.sourceName())));
    }
}

package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.runtime.checkpoint.DrainPlan;
import dev.headrace.runtime.task.TopicInput;
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
    private final Intake intake;
    private final DrainBoard board;
    private final LogEnds logEnds;
    private final Map<String, Set<TopicPartition>> feedersByTopic;
    private final UUID runId;

    /**
     * A planner for one run.
     *
     * @param feedersByTopic for each internal topic the partitions whose records lead to it
     */
    DrainPlanner(
            OwnedTasks tasks,
            Intake intake,
            DrainBoard board,
            LogEnds logEnds,
            Map<String, Set<TopicPartition>> feedersByTopic,
            UUID runId) {
        this.tasks = tasks;
        this.intake = intake;
        this.board = board;
        this.logEnds = logEnds;
        this.feedersByTopic = feedersByTopic;
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
            planInputs(task, freeze(task));
            something |= task.isDirty() || !task.task().isPlanReached();
        }
        return something;
    }

    @Override
    public void join(OwnedTask task) {
        planInputs(task, freeze(task));
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

    private Map<TopicPartition, Long> freeze(OwnedTask task) {
        DrainPlan plan = task.drainPlan();
        Map<String, String> ends = plan != null && plan.runId().equals(runId) ? plan.ends() : Map.of();
        Map<TopicPartition, Long> frozen = new HashMap<>(Positions.of(task.partitions(), ends));
        for (TopicPartition partition : task.partitions()) {
            Set<TopicPartition> feeders = feedersByTopic.get(partition.topic());
            if (!frozen.containsKey(partition) && (feeders == null || board.areDrained(feeders))) {
                frozen.putAll(logEnds.of(Set.of(partition)));
            }
        }
        boolean done = frozen.size() == task.partitions().size()
                && task.task().topicInputs().values().stream()
                        .allMatch(input -> input.nextOffset() >= Lookup.in(frozen, input.partition()));
        task.planDrain(new DrainPlan(runId, Positions.texts(frozen), done));
        return frozen;
    }

    private void planInputs(OwnedTask task, Map<TopicPartition, Long> frozen) {
        for (TopicInput input : task.task().topicInputs().values()) {
            Long end = frozen.get(input.partition());
            input.planEnd(end != null ? end : intake.endOffset(input.partition()));
        }
    }
}

package dev.headrace.runtime;

import dev.headrace.port.WallClock;
import dev.headrace.processor.EpochView;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.directory.DirectoryLog;
import dev.headrace.runtime.directory.EpochPlan;
import dev.headrace.runtime.task.SourceInput;
import dev.headrace.source.SourcePosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Plans epochs of the directory commit log: each is written down before it runs, so that it is repeated with the same input,
 * under the same number, at the same time. An epoch without input is planned where a watermark made something final, and
 * first of all, for where new tasks start to read.
 */
final class WrittenPlans implements EpochPlanner {

    private static final long ASK_AGAIN_AFTER_MS = 10;

    private final OwnedTasks tasks;
    private final DirectoryLog log;
    private final Horizon horizon;
    private final WallClock clock;

    private @Nullable EpochPlan current;
    private boolean knowsUnfinished;
    private long askAgainMs = Long.MIN_VALUE;

    WrittenPlans(OwnedTasks tasks, DirectoryLog log, Horizon horizon, WallClock clock) {
        this.tasks = tasks;
        this.log = log;
        this.horizon = horizon;
        this.clock = clock;
    }

    @Override
    public boolean marksStarts() {
        return tasks.anyIsNew();
    }

    @Override
    public boolean plan() {
        long nowMs = clock.nowMs();
        if (tasks.hasWork() || nowMs < askAgainMs) {
            return false;
        }
        EpochView next = log.nextEpoch(nowMs);
        if (marksStarts()) {
            tasks.holdSources();
            tasks.openEpoch(next);
            return true;
        }
        EpochPlan plan = planOf(next);
        boolean isNew = plan == null;
        if (plan == null) {
            plan = EpochPlan.of(next, askedEnds());
        }
        apply(plan);
        boolean closing = tasks.isPlanReached() && closesSomething();
        if (tasks.isPlanReached() && !closing) {
            askAgainMs = nowMs + ASK_AGAIN_AFTER_MS;
            return false;
        }
        open(plan, isNew);
        if (closing) {
            tasks.requestCommit();
        }
        return true;
    }

    @Override
    public void join(OwnedTask task) {
        throw new IllegalStateException("Task " + task.key() + " joined an open epoch: all tasks begin together");
    }

    /** What is left of the plan is the epoch that follows. */
    @Override
    public void goesOn() {
        EpochPlan left = current;
        if (left != null) {
            open(new EpochPlan(log.nextEpoch(0).number(), clock.nowMs(), left.ends()), true);
        }
    }

    @Override
    public boolean isDrained() {
        return !tasks.hasWork() && knowsUnfinished && horizon.isReached(tasks.running()) && !closesSomething();
    }

    @Override
    public boolean closesSomething() {
        OptionalLong watermarkMs = log.advancedWatermarkMs();
        return horizon.closes() && watermarkMs.isPresent() && tasks.anyClosesAt(watermarkMs.getAsLong());
    }

    /** The plan under which the epoch was begun before, by this run or an earlier one. */
    private @Nullable EpochPlan planOf(EpochView next) {
        try {
            if (!knowsUnfinished) {
                current = log.unfinishedPlan().orElse(null);
                knowsUnfinished = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to look for an unfinished epoch: " + e.getMessage(), e);
        }
        return current != null && current.epoch() == next.number() ? current : null;
    }

    private Map<TaskKey, Map<String, SourcePosition>> askedEnds() {
        Map<TaskKey, Map<String, SourcePosition>> ends = new HashMap<>();
        for (OwnedTask task : tasks.running()) {
            Map<String, SourcePosition> ofTask = new HashMap<>();
            for (SourceInput input : task.task().sourceInputs()) {
                SourcePosition last = horizon.of(task, input);
                if (last != null) {
                    input.know(last);
                }
                ofTask.put(input.sourceName(), task.sources().end(input, horizon.limit(), last));
            }
            ends.put(task.key(), ofTask);
        }
        return ends;
    }

    private void apply(EpochPlan plan) {
        for (OwnedTask task : tasks.running()) {
            Map<String, SourcePosition> ends = plan.ends().getOrDefault(task.key(), Map.of());
            for (SourceInput input : task.task().sourceInputs()) {
                SourcePosition end = ends.get(input.sourceName());
                input.planEnd(end == null ? input.position() : end);
            }
        }
    }

    private void open(EpochPlan plan, boolean isNew) {
        try {
            if (isNew) {
                log.write(plan);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Failed to write down the plan of epoch " + plan.epoch() + ": " + e.getMessage(), e);
        }
        current = plan;
        tasks.openEpoch(log.nextEpoch(plan.openedMs()));
    }
}

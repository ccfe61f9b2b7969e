package dev.headrace.runtime;

import dev.headrace.port.WallClock;
import dev.headrace.runtime.directory.DirectoryLog;
import java.util.OptionalLong;

/** Epochs of the directory commit log whose input ends nowhere: only what operators are told of them is planned. */
record OpenEnds(OwnedTasks tasks, DirectoryLog log, WallClock clock) implements EpochPlanner {

    @Override
    public boolean plan() {
        if (tasks.hasWork()) {
            return false;
        }
        if (tasks.anyIsNew()) {
            tasks.holdSources();
            tasks.openEpoch(log.nextEpoch(clock.nowMs()));
        } else {
            goesOn();
        }
        return true;
    }

    @Override
    public void join(OwnedTask task) {
        throw new IllegalStateException("Task " + task.key() + " joined an open epoch: all tasks begin together");
    }

    @Override
    public void goesOn() {
        tasks.releaseSources();
        tasks.openEpoch(log.nextEpoch(clock.nowMs()));
        if (closesSomething()) {
            tasks.requestCommit();
        }
    }

    @Override
    public boolean closesSomething() {
        OptionalLong watermarkMs = log.advancedWatermarkMs();
        return watermarkMs.isPresent() && tasks.anyClosesAt(watermarkMs.getAsLong());
    }
}

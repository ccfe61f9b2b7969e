package dev.headrace.runtime;

import dev.headrace.port.WallClock;

/**
 * Tells tasks of the epochs that another planner plans, where each task has epochs of its own: it numbers them by its commits,
 * and there is no watermark.
 */
record EpochsOfTasks(EpochPlanner planner, OwnedTasks tasks, WallClock clock) implements EpochPlanner {

    @Override
    public boolean plan() {
        tasks.openOwnEpochs(clock.nowMs());
        return planner.plan();
    }

    @Override
    public boolean marksStarts() {
        return planner.marksStarts();
    }

    @Override
    public void join(OwnedTask task) {
        task.openOwnEpoch(clock.nowMs());
        planner.join(task);
    }

    @Override
    public void goesOn() {
        tasks.openOwnEpochs(clock.nowMs());
        planner.goesOn();
    }

    @Override
    public boolean closesSomething() {
        return planner.closesSomething();
    }

    @Override
    public boolean isDrained() {
        return planner.isDrained();
    }

    @Override
    public void close() {
        planner.close();
    }
}

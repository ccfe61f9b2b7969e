package dev.headrace.runtime;

import dev.headrace.port.Crew;
import dev.headrace.runtime.commit.EpochMember;
import dev.headrace.runtime.commit.Quiescence;
import java.util.List;

/**
 * Brings tasks to rest that feed one another: stage by stage, each processes what it was sent and forwards what it held back,
 * until nothing is on its way. Nothing more is read from sources meanwhile.
 */
record ComingToRest(OwnedTasks tasks, Intake exchange, Crew crew) implements Quiescence {

    @Override
    public void bring(List<? extends EpochMember> members) {
        do {
            for (List<OwnedTask> stage : tasks.stages()) {
                crew.each(stage, ComingToRest::finish);
                exchange.deliver();
            }
        } while (tasks.hasQueuedInput());
    }

    private static int finish(OwnedTask task) {
        int processed = task.task().processTopics(Integer.MAX_VALUE);
        task.forwardBuffered();
        return processed;
    }
}

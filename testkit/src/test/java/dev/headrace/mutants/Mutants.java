package dev.headrace.mutants;

import java.util.List;

/** Every mutant. */
final class Mutants {

    private static final String LOG = "runtime/commit/KafkaTransactionLog.java";
    private static final String AT_LEAST_ONCE = "runtime/commit/KafkaAtLeastOnceLog.java";
    private static final String CYCLE = "runtime/commit/CommitCycle.java";
    private static final String WORKER = "runtime/Worker.java";

    private Mutants() {}

    static final List<Mutant> ALL = List.of(
            Mutant.of("commits positions after the transaction", Schedule.SWARM, Sabotages.POSITIONS_AFTER_THE_COMMIT),
            Mutant.of(
                    "writes the checkpoint outside of the transaction",
                    Schedule.SWARM,
                    Sabotages.CHECKPOINT_OUTSIDE_THE_TRANSACTION),
            Mutant.of("fences by the group's id only", Schedule.SWARM, Sabotages.GROUP_ID_ONLY),
            Mutant.of("goes on with the first group metadata", Schedule.SWARM, Sabotages.FIRST_GROUP_METADATA),
            Mutant.of("restores what was not committed", Schedule.SWARM, Sabotages.RESTORE_READS_UNCOMMITTED),
            Mutant.of(
                            "restores up to the last stable offset only",
                            Schedule.SWARM,
                            Sabotages.RESTORE_ENDS_AT_LAST_STABLE_OFFSET)
                    .with("count of|Cannot restore store"),
            Mutant.of(
                    "makes a store's position durable before its data",
                    Schedule.SWARM,
                    Sabotages.POSITION_IS_DURABLE_BEFORE_ITS_DATA),
            Mutant.of("resets lost positions to the earliest", Schedule.LOST_INPUT, Sabotages.OFFSETS_RESET_TO_EARLIEST)
                    .with("went unnoticed"),
            Mutant.of(
                    "skips to the end of a log that was cut",
                    Schedule.LOG_CUT_IN_RECOVERY,
                    Sabotages.RESTORE_RESETS_TO_LATEST),
            Mutant.of(
                    "ignores a failed send",
                    Schedule.SWARM,
                    "runtime/commit/ProducerSender.java",
                    "if (first != null) {",
                    "if (first != null && first.getMessage().isEmpty()) {"),
            Mutant.of(
                    "repeats an epoch after a time-out without asking whether it was committed",
                    Schedule.SWARM,
                    LOG,
                    "return checkpoints.holds(",
                    "return !any.equals(any) && checkpoints.holds("),
            Mutant.of(
                            "aborts after a commit of unknown outcome",
                            Schedule.SWARM,
                            LOG,
                            "throw new CommitOutcomeUnknownException(\"Cannot tell whether",
                            "throw new CommitFailedException(\"Cannot tell whether")
                    .with("query failed.*timed out and must be retried|doubled"),
            Mutant.of(
                    "takes a failed enquiry for a failed commit",
                    Schedule.ERRORS_WHILE_RESOLVING,
                    CYCLE,
                    "throw new CommitOutcomeUnknownException(\n                    unknown.getMessage()",
                    "throw new CommitFailedException(\n                    unknown.getMessage()"),
            Mutant.of(
                    "applies to the stores before the commit",
                    Schedule.SWARM,
                    CYCLE,
                    "probe.before(COMMIT);",
                    "apply(epoch, members); probe.before(COMMIT);"),
            Mutant.of(
                    "publishes before the commit",
                    Schedule.SWARM,
                    CYCLE,
                    "probe.before(COMMIT);",
                    "publish(epoch, members); probe.before(COMMIT);"),
            Mutant.of(
                    "commits without what operators hold back",
                    Schedule.SWARM,
                    CYCLE,
                    "at(QUIESCE, () -> quiescence.bring(members));",
                    "at(QUIESCE, () -> {});"),
            Mutant.of(
                    "commits one task of several, every other time",
                    Schedule.SWARM,
                    WORKER,
                    "commit.begin(tasks.running(), intake.membership());",
                    "commit.begin(tasks.running().subList(0, Math.min(tasks.running().size(), 1 + (int)"
                            + " (commitBeganMs / 100 % 2))), intake.membership());"),
            Mutant.of(
                    "gives tasks up with their epoch open",
                    Schedule.SWARM,
                    WORKER,
                    "if (tasks.anyRunningOn(partitions) && !commitOpenEpoch(limits.drainMax)) {",
                    "if (partitions.isEmpty()) {"),
            Mutant.of(
                    "repeats an epoch that could not be published",
                    Schedule.FAILING_PUBLICATION,
                    CYCLE,
                    "throw new CommitNotFinishedException(\"Committed, but",
                    "throw new CommitFailedException(\"Committed, but"),
            Mutant.of(
                    "logs changes of state before their output is acknowledged",
                    Schedule.LOST_SENDS_AT_LEAST_ONCE,
                    AT_LEAST_ONCE,
                    "sender.flush();\n        List<LoggedChanges>",
                    "List<LoggedChanges>"),
            Mutant.of(
                    "rolls back what its checkpoint may name",
                    Schedule.LOST_SENDS_AT_LEAST_ONCE,
                    AT_LEAST_ONCE,
                    "throw new CommitOutcomeUnknownException(\"Cannot tell whether the checkpoint was written\", e);",
                    "throw e;"),
            Mutant.of(
                    "repeats an epoch without aborting its transaction",
                    Schedule.SWARM,
                    WORKER,
                    "observer.aborted(cause);\n        log.abort();\n        tasks.rewind();",
                    "observer.aborted(cause);\n        tasks.rewind();"),
            Mutant.of(
                    "goes on after an error without reading its input again",
                    Schedule.SWARM,
                    WORKER,
                    "log.abort();\n        tasks.rewind();",
                    "log.abort();"),
            Mutant.of(
                    "keeps its epoch when its partitions are lost",
                    Schedule.SWARM,
                    WORKER,
                    "log.abort();\n            tasks.giveUp(partitions);\n            tasks.rewind();\n            epochFailed();",
                    "tasks.giveUp(partitions);"),
            Mutant.of(
                    "takes a transactional id back and goes on",
                    Schedule.ZOMBIE_OF_A_SOURCE,
                    LOG,
                    "if (fencing == Fencing.BY_TRANSACTIONAL_ID) {",
                    "if (fencing == null) {"),
            Mutant.of(
                    "takes positions from the group only, and a missing one for the first",
                    Schedule.LOST_GROUP_OFFSETS,
                    "runtime/OwnedTasks.java",
                    "offsets.putAll(Positions.of(task.partitions(), checkpoint.positions()));",
                    ""),
            Mutant.of(
                            "rewinds without rolling back the stores",
                            Schedule.SWARM,
                            "runtime/OwnedTask.java",
                            "task.stores().rollback();",
                            "")
                    .with("count of|sealed"),
            Mutant.of(
                    "keeps its processors after an abort",
                    Schedule.SWARM,
                    "runtime/task/Task.java",
                    "stop();\n        clock.reset(from.streamTimeMs());\n        TaskGraph graph = TaskGraph.open(subTopology, state, failures, writers);",
                    "clock.reset(from.streamTimeMs());\n        TaskGraph graph = running == Running.NOT"
                            + " ? TaskGraph.open(subTopology, state, failures, writers) : running.graph;"),
            Mutant.of(
                    "sweeps before it asks the receipts",
                    Schedule.SWARM,
                    "runtime/OwnedSinks.java",
                    "for (Receipt receipt : committed) {",
                    "writer.sweep(List.of());\n                for (Receipt receipt : committed) {"),
            Mutant.of(
                    "notes the changelog's end as restored before it is",
                    Schedule.SWARM,
                    "runtime/restore/StoreReplay.java",
                    "new StorePosition(records.get(records.size() - 1).offset() + 1, nowMs)",
                    "new StorePosition(end, nowMs)"));
}

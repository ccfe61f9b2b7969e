package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.errors.CommitFailedException;
import dev.headrace.errors.CommitNotFinishedException;
import dev.headrace.errors.CommitOutcomeUnknownException;
import dev.headrace.port.Crew;
import dev.headrace.port.WallClock;
import dev.headrace.runtime.commit.CommitCycle;
import dev.headrace.runtime.commit.EpochLog;
import dev.headrace.runtime.commit.StaleMembershipException;
import dev.headrace.runtime.observe.EpochReport;
import dev.headrace.runtime.observe.WorkerObserver;
import dev.headrace.runtime.task.Task;
import dev.headrace.runtime.trigger.EpochPolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The step machine: {@link #step} is poll, decode, process, buffer, and commit when the trigger says so. One thread calls it;
 * nothing here starts a thread, sleeps or asks the system for the time.
 */
public final class Worker implements AutoCloseable {

    private static final int RECORDS_PER_TURN = 256;

    private final Intake intake;
    private final OwnedTasks tasks;
    private final EpochLog log;
    private final CommitCycle commit;
    private final Crew crew;
    private final EpochPolicy policy;
    private final EpochPlanner planner;
    private final Limits limits;
    private final WorkerObserver observer;
    private final WallClock clock;
    private final FailureStreak failures = new FailureStreak();

    private boolean epochOpen;
    private long epochOpenedMs;
    private long commitBeganMs;
    private boolean paused;
    private int processedInEpoch;
    private @Nullable ConsumerGroupMetadata refused;

    Worker(
            Intake intake,
            OwnedTasks tasks,
            EpochLog log,
            CommitCycle commit,
            Crew crew,
            EpochPolicy policy,
            EpochPlanner planner,
            Limits limits,
            WorkerObserver observer,
            WallClock clock) {
        this.intake = intake;
        this.tasks = tasks;
        this.log = log;
        this.commit = commit;
        this.crew = crew;
        this.policy = policy;
        this.planner = planner;
        this.limits = limits;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * When an epoch is closed before its trigger says so.
     *
     * @param uncommittedBytesMax heap bytes of what it changed and buffered
     * @param openMsMax time since its first write
     * @param drainMax how long a commit may take that has to be done before partitions are given up
     */
    record Limits(long uncommittedBytesMax, long openMsMax, Duration drainMax) {}

    /** Joins the group that reads {@code topics}. */
    void start(Collection<String> topics) {
        intake.subscribe(topics, new Ownership());
    }

    /**
     * One pass: polls what is there, recovers tasks that are new, processes what belongs to the epoch, and commits it when
     * it is due.
     *
     * @param budget how long the step may wait for something to do
     */
    public StepResult step(Duration budget) {
        try {
            return commit.isInFlight() ? finishCommit(budget) : advance(budget);
        } catch (CommitFailedException e) {
            repeatEpoch(e);
            return StepResult.PROGRESSED;
        }
    }

    private StepResult advance(Duration budget) {
        int polled = intake.poll(idleMax(budget));
        boolean recovered = recover(budget);
        openEpoch();
        if (!epochOpen && planner.isDrained()) {
            return StepResult.DRAINED;
        }
        int processed = epochOpen ? process() : 0;
        if (isEpochDue()) {
            return closeEpoch(budget);
        }
        return polled > 0 || recovered || processed > 0 ? StepResult.PROGRESSED : StepResult.IDLE;
    }

    /** How many tasks have processed and committed all there is to read, if all of this worker have; else 0. Asks brokers and sources. */
    public int caughtUpTasks() {
        if (commit.isInFlight() || tasks.hasWork() || tasks.isDirty()) {
            return 0;
        }
        if (tasks.haveMoreToRead() || planner.closesSomething()) {
            return 0;
        }
        Map<TopicPartition, Long> ends = intake.endOffsets(tasks.inputPartitions());
        boolean caughtUp =
                tasks.inputs().stream().allMatch(input -> input.nextOffset() >= Lookup.in(ends, input.partition()));
        return caughtUp ? tasks.running().size() : 0;
    }

    /** The tasks that process, for whoever steps this worker; empty until they have recovered. */
    public List<Task> runningTasks() {
        return tasks.running().stream().map(OwnedTask::task).toList();
    }

    /**
     * Commits what was processed, whatever the trigger says; an epoch whose plan is not reached goes on.
     *
     * @return whether the commit was decided within {@code budget}; true if there was nothing to commit
     */
    public boolean commit(Duration budget) {
        return commitOpenEpoch(budget);
    }

    /** Opens no further epoch until {@link #resume}; the group membership is kept. */
    public void pause() {
        paused = true;
    }

    /** Goes on after {@link #pause}. */
    public void resume() {
        paused = false;
    }

    /**
     * Commits what was processed, and leaves the group, so that others take over at once.
     *
     * @return false if the commit was not decided within {@code budget}; then its outcome is left to the next owner
     */
    public boolean drain(Duration budget) {
        boolean decided = commitOpenEpoch(budget);
        planner.close();
        tasks.close();
        intake.close();
        log.close();
        crew.close();
        return decided;
    }

    /** Goes away without a commit: what was processed since the last one will be processed again. */
    @Override
    public void close() {
        try {
            if (!commit.isInFlight()) {
                log.abort();
            }
        } finally {
            log.close();
            planner.close();
            try {
                tasks.close();
            } finally {
                intake.abandon();
                crew.close();
            }
        }
    }

    private boolean recover(Duration budget) {
        if (!tasks.hasWork()) {
            return false;
        }
        for (OwnedTask task : tasks.recover(budget)) {
            if (epochOpen) {
                planner.join(task);
            }
        }
        return true;
    }

    private void openEpoch() {
        if (epochOpen || paused || isMembershipRefused() || !policy.opens(clock.nowMs())) {
            return;
        }
        boolean marksStarts = planner.marksStarts();
        epochOpen = planner.plan() || tasks.nextPunctuationMs() <= clock.nowMs();
        epochOpenedMs = clock.nowMs();
        if (!epochOpen) {
            if (!tasks.hasWork()) {
                policy.idle(epochOpenedMs);
            }
            observer.idle(epochOpenedMs);
            return;
        }
        if (!marksStarts) {
            policy.opened(epochOpenedMs);
        }
        observer.opened(epochOpenedMs);
    }

    private int process() {
        int total = 0;
        for (OwnedTask task : tasks.running()) {
            total += task.task().punctuateWallClock();
        }
        int processed;
        do {
            processed = 0;
            for (List<OwnedTask> stage : tasks.stages()) {
                processed += takeTurns(stage);
                intake.deliver();
            }
            total += processed;
        } while (processed > 0 && !isEpochDue());
        return total;
    }

    /** Lets every task of a stage process some records: all at once, unless so few are allowed that they have to share. */
    private int takeTurns(List<OwnedTask> stage) {
        int taken = 0;
        if (failures.recordsMax() - processedInEpoch >= stage.size() * RECORDS_PER_TURN) {
            for (int each : crew.each(stage, task -> task.task().process(RECORDS_PER_TURN))) {
                taken += each;
            }
            processedInEpoch += taken;
            return taken;
        }
        for (OwnedTask task : stage) {
            int one = task.task().process(failures.recordsMax() - processedInEpoch);
            processedInEpoch += one;
            taken += one;
        }
        return taken;
    }

    private boolean isEpochDue() {
        return epochOpen
                && (policy.closes(clock.nowMs(), tasks.isPlanReached())
                        || log.openForMs() > limits.openMsMax
                        || tasks.uncommittedBytes() > limits.uncommittedBytesMax
                        || processedInEpoch >= failures.recordsMax()
                        || tasks.isCommitWanted());
    }

    private StepResult closeEpoch(Duration budget) {
        if (!tasks.isDirty() && !log.hasWrites()) {
            epochClosed();
            observer.idle(clock.nowMs());
            return StepResult.IDLE;
        }
        beginCommit();
        return finishCommit(budget);
    }

    private void beginCommit() {
        commitBeganMs = clock.nowMs();
        commit.begin(tasks.running(), intake.membership());
    }

    private StepResult finishCommit(Duration budget) {
        try {
            if (!commit.finish(budget)) {
                return StepResult.IDLE;
            }
        } catch (CommitNotFinishedException e) {
            observer.aborted(e);
            tasks.reopen();
            epochFailed();
            return StepResult.PROGRESSED;
        }
        failures.committed(processedInEpoch);
        processedInEpoch = 0;
        reportCommit();
        if (policy.closes(clock.nowMs(), tasks.isPlanReached())) {
            epochClosed();
        } else {
            planner.goesOn();
        }
        return StepResult.COMMITTED;
    }

    private void reportCommit() {
        long nowMs = clock.nowMs();
        observer.committed(new EpochReport(
                epochOpenedMs,
                nowMs,
                nowMs - commitBeganMs,
                tasks.running().stream().map(OwnedTask::lastEpoch).toList()));
        epochOpenedMs = nowMs;
    }

    private void epochFailed() {
        epochOpen = false;
        processedInEpoch = 0;
        policy.failed();
        observer.closed(clock.nowMs());
    }

    private void epochClosed() {
        epochOpen = false;
        policy.closed(clock.nowMs());
        observer.closed(clock.nowMs());
    }

    /**
     * Goes back to the last commit, unless that did not help several times in a row. A refusal by the group is no failure:
     * the rebalance that made it will end, and however often it is asked before, it will refuse again.
     */
    private void repeatEpoch(CommitFailedException cause) {
        int records = processedInEpoch;
        List<String> taken = tasks.taken();
        observer.aborted(cause);
        log.abort();
        tasks.rewind();
        epochFailed();
        if (cause instanceof StaleMembershipException) {
            refused = intake.membership();
        } else {
            failures.failed(cause, records, taken);
        }
    }

    private boolean isMembershipRefused() {
        return refused != null && refused.equals(intake.membership());
    }

    /** Commits what was processed, now; returns whether that was decided within {@code budget}. */
    private boolean commitOpenEpoch(Duration budget) {
        try {
            if (commit.isInFlight()) {
                finishCommit(budget);
            }
            if (!commit.isInFlight() && (tasks.isDirty() || log.hasWrites())) {
                beginCommit();
                finishCommit(budget);
            }
        } catch (CommitFailedException e) {
            repeatEpoch(e);
        }
        return !commit.isInFlight();
    }

    private Duration idleMax(Duration budget) {
        if (tasks.hasWork() || (epochOpen && tasks.hasQueuedInput())) {
            return Duration.ZERO;
        }
        long untilMs = Math.min(policy.nextMs(), tasks.nextPunctuationMs()) - clock.nowMs();
        return untilMs >= budget.toMillis() ? budget : Duration.ofMillis(Math.max(0, untilMs));
    }

    private final class Ownership implements Intake.Membership {

        @Override
        public void assigned(Set<TopicPartition> partitions) {
            tasks.assign(partitions);
        }

        @Override
        public void revoked(Set<TopicPartition> partitions) {
            if (tasks.anyRunningOn(partitions) && !commitOpenEpoch(limits.drainMax)) {
                throw new CommitOutcomeUnknownException(
                        "The commit before giving up " + partitions + " was not decided within " + limits.drainMax);
            }
            tasks.giveUp(partitions);
        }

        @Override
        public void lost(Set<TopicPartition> partitions) {
            log.abort();
            tasks.giveUp(partitions);
            tasks.rewind();
            epochFailed();
        }
    }
}

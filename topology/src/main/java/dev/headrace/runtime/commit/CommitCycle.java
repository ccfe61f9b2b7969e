package dev.headrace.runtime.commit;

import static dev.headrace.runtime.commit.CommitStage.APPLY;
import static dev.headrace.runtime.commit.CommitStage.COMMIT;
import static dev.headrace.runtime.commit.CommitStage.DISCARD;
import static dev.headrace.runtime.commit.CommitStage.PUBLISH;
import static dev.headrace.runtime.commit.CommitStage.QUIESCE;
import static dev.headrace.runtime.commit.CommitStage.STAGE;

import dev.headrace.errors.CommitFailedException;
import dev.headrace.errors.CommitNotFinishedException;
import dev.headrace.errors.CommitOutcomeUnknownException;
import dev.headrace.errors.StreamsException;
import dev.headrace.port.Crew;
import dev.headrace.port.Job;
import dev.headrace.port.Jobs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Walks the stages of a commit, the only caller of stage, commit, apply and publish. {@link #begin} quiesces and starts
 * what blocks as a job; {@link #finish} waits for it and does the rest. In between the worker touches neither its tasks
 * nor its consumer.
 */
public final class CommitCycle {

    private final EpochLog log;
    private final Jobs jobs;
    private final CommitProbe probe;
    private final Crew crew;
    private final Quiescence quiescence;
    private final Discard discard;

    private @Nullable InFlight inFlight;

    /**
     * A cycle over {@code log}.
     *
     * @param crew stages the members
     * @param discard removes what a commit made obsolete
     */
    public CommitCycle(EpochLog log, Jobs jobs, CommitProbe probe, Crew crew, Quiescence quiescence, Discard discard) {
        this.log = log;
        this.jobs = jobs;
        this.probe = probe;
        this.crew = crew;
        this.quiescence = quiescence;
        this.discard = discard;
    }

    /**
     * Begins the commit of what {@code members} did since the last one.
     *
     * @param group the worker's membership, taken after its last poll; null without a group
     */
    public void begin(List<? extends EpochMember> members, @Nullable ConsumerGroupMetadata group) {
        if (inFlight != null) {
            throw new IllegalStateException("Cannot begin a commit: the one before is not finished");
        }
        at(QUIESCE, () -> quiescence.bring(members));
        inFlight = new InFlight(List.copyOf(members), jobs.start("commit", () -> stageAndCommit(members, group)));
    }

    /** Whether a commit was begun and is not finished. */
    public boolean isInFlight() {
        return inFlight != null;
    }

    /**
     * Finishes the commit that is in flight, if it can be finished within {@code budget}.
     *
     * @return whether it is finished
     * @throws CommitFailedException if it certainly did not happen: abort, rewind and try again
     * @throws CommitOutcomeUnknownException if neither retrying nor reading back told whether it happened
     * @throws CommitNotFinishedException if it happened, but was not carried to its end: the members need recovery
     */
    public boolean finish(Duration budget) {
        InFlight commit = inFlight;
        if (commit == null || !commit.job.await(budget)) {
            return commit == null;
        }
        inFlight = null;
        StagedEpoch epoch = outcome(commit.job);
        try {
            for (int i = 0; i < commit.members.size(); i++) {
                commit.members.get(i).committed(epoch.epoch().tasks().get(i));
            }
            at(APPLY, () -> apply(epoch, commit.members));
            at(PUBLISH, () -> publish(epoch, commit.members));
            at(DISCARD, () -> discard.after(epoch));
        } catch (RuntimeException | IOException e) {
            throw new CommitNotFinishedException("Committed, but could not apply and publish all of it", e);
        }
        return true;
    }

    private StagedEpoch stageAndCommit(List<? extends EpochMember> members, @Nullable ConsumerGroupMetadata group)
            throws IOException {
        probe.before(STAGE);
        List<TaskEpoch> tasks = crew.each(members, EpochMember::stage);
        StagedEpoch epoch = log.stage(new Epoch(tasks, group));
        probe.after(STAGE);

        probe.before(COMMIT);
        try {
            commit(epoch);
        } catch (CommitOutcomeUnknownException e) {
            if (!resolve(epoch, e)) {
                throw new CommitFailedException("The commit timed out and turned out not to have happened", e);
            }
        }
        probe.after(COMMIT);
        return epoch;
    }

    /** Whatever breaks in the act itself leaves it open whether it happened. */
    private void commit(StagedEpoch epoch) {
        try {
            log.commit(epoch);
        } catch (StreamsException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CommitOutcomeUnknownException("The commit broke off: " + e.getMessage(), e);
        }
    }

    /** Not to find out is no answer: the epoch may neither be repeated nor be carried on. */
    private boolean resolve(StagedEpoch epoch, CommitOutcomeUnknownException unknown) {
        try {
            return log.resolve(epoch);
        } catch (RuntimeException e) {
            throw new CommitOutcomeUnknownException(
                    unknown.getMessage() + ", nor find out afterwards: " + e.getMessage(), e);
        }
    }

    private static void apply(StagedEpoch epoch, List<? extends EpochMember> members) {
        epoch.applications().forEach(StagedEpoch.Application::apply);
        for (EpochMember member : members) {
            member.stores().forEach(store -> store.exposeCommitted());
        }
    }

    private static void publish(StagedEpoch epoch, List<? extends EpochMember> members) throws IOException {
        List<TaskEpoch> tasks = epoch.epoch().tasks();
        for (int i = 0; i < tasks.size(); i++) {
            for (StagedOutput output : tasks.get(i).outputs()) {
                output.writer().publish(output.staged());
                members.get(i).published(output.sink(), output.staged());
            }
        }
    }

    private static StagedEpoch outcome(Job<StagedEpoch> job) {
        try {
            return job.result();
        } catch (StreamsException e) {
            throw e;
        } catch (Exception e) {
            throw new CommitFailedException("Cannot stage the epoch: " + e.getMessage(), e);
        }
    }

    private <E extends Exception> void at(CommitStage stage, Act<E> act) throws E {
        probe.before(stage);
        act.run();
        probe.after(stage);
    }

    private interface Act<E extends Exception> {
        void run() throws E;
    }

    private record InFlight(List<? extends EpochMember> members, Job<StagedEpoch> job) {}
}

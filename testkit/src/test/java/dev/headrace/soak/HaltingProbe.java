package dev.headrace.soak;

import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down where every worker of this process stands, and ends the process where it is told to. */
final class HaltingProbe implements CommitProbe {

    static final int HALTED = 99;

    private static final String JOBS_SUFFIX = "-jobs";

    private final FlightRecorder recorder;
    private final Consumer<String> reports;
    private final Set<Integer> working = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Order order;

    /**
     * A probe.
     *
     * @param reports told {@code working <worker>} after the first epoch with records that a worker finished
     */
    HaltingProbe(FlightRecorder recorder, Consumer<String> reports) {
        this.recorder = recorder;
        this.reports = reports;
    }

    /** From now on the process ends at {@code site} of the commit that follows {@code commitsBefore} others with records. */
    void haltAt(KillSite site, int commitsBefore) {
        order = new Order(site, commitsBefore);
    }

    /** A worker processed one more record. */
    void processed() {
        recorder.processed(worker());
    }

    @Override
    public void before(CommitStage stage) {
        reached(stage, Moment.BEFORE);
    }

    @Override
    public void after(CommitStage stage) {
        reached(stage, Moment.AFTER);
        if (stage == CommitStage.DISCARD) {
            int worker = worker();
            if (recorder.records(worker) > 0 && working.add(worker)) {
                reports.accept("working " + worker);
            }
            recorder.epochDone(worker);
        }
    }

    private void reached(CommitStage stage, Moment moment) {
        int worker = worker();
        recorder.reached(worker, stage, moment);
        Order current = order;
        if (current != null
                && recorder.records(worker) > 0
                && current.site.equals(new KillSite(stage, moment))
                && current.isDue()) {
            Runtime.getRuntime().halt(HALTED);
        }
    }

    /** Worker threads are named by their number, the threads of their jobs after them. */
    private static int worker() {
        String thread = Thread.currentThread().getName();
        String name =
                thread.endsWith(JOBS_SUFFIX) ? thread.substring(0, thread.length() - JOBS_SUFFIX.length()) : thread;
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    private static final class Order {

        private final KillSite site;
        private int commitsBefore;

        private Order(KillSite site, int commitsBefore) {
            this.site = site;
            this.commitsBefore = commitsBefore;
        }

        /** The thread that gets true never returns, so no other may get it. */
        private synchronized boolean isDue() {
            return commitsBefore-- == 0;
        }
    }
}

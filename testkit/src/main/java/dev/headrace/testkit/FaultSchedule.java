package dev.headrace.testkit;

import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.testkit.simulation.ClientCall;
import dev.headrace.testkit.simulation.DiskProbe;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import dev.headrace.testkit.simulation.FileCall;
import dev.headrace.testkit.simulation.FileFaults;
import dev.headrace.testkit.simulation.FileOutcome;
import dev.headrace.testkit.simulation.SimulatedProcess;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the sites that one process of the query passes, and lets the planned ones go wrong, one after the other. */
final class FaultSchedule implements Faults, FileFaults, CommitProbe, DiskProbe {

    private static final Set<Mishap> BEFORE = EnumSet.of(Mishap.CRASH_BEFORE, Mishap.PAUSE);
    private static final Set<Mishap> AFTER = EnumSet.of(Mishap.CRASH_AFTER);

    private final List<CrashSite> planned;
    private final Supplier<SimulatedProcess> process;
    private final Runnable pause;
    private final Map<String, Integer> passages = new HashMap<>();
    private final List<CrashSite> sinceStart = new ArrayList<>();
    private final List<CrashSite> sinceFault = new ArrayList<>();
    private int fired;
    private boolean recovered;

    /**
     * A schedule.
     *
     * @param process where the query runs at the time
     * @param pause stops that process until another one has taken over
     */
    FaultSchedule(List<CrashSite> planned, Supplier<SimulatedProcess> process, Runnable pause) {
        this.planned = planned;
        this.process = process;
        this.pause = pause;
    }

    /** The query has recovered from what went wrong: what follows is as without a fault. */
    void recovered() {
        recovered = fired > 0;
    }

    /** How many of the planned faults have happened. */
    int fired() {
        return fired;
    }

    /** Everything that could go wrong before the first fault, or at all if there was none. */
    List<CrashSite> sitesBeforeFault() {
        return sinceStart;
    }

    /** Everything that could go wrong between the first fault and the recovery from it. */
    List<CrashSite> sitesInRecovery() {
        return sinceFault;
    }

    @Override
    public FaultOutcome at(ClientCall call) {
        if (!call.process().equals(process.get().name())) {
            return FaultOutcome.NONE;
        }
        Set<Mishap> mishaps = EnumSet.noneOf(Mishap.class);
        call.site().outcomes().forEach(outcome -> mishaps.add(Mishap.of(outcome)));
        Mishap mishap = pass(call.site().siteName(), "", mishaps);
        return mishap == null ? FaultOutcome.NONE : mishap.ofCall();
    }

    @Override
    public FileOutcome at(FileCall call) {
        if (!call.process().equals(process.get().name())) {
            return FileOutcome.NONE;
        }
        Mishap mishap = pass("file." + call.site(), "", Mishap.of(call.site()));
        return mishap == null ? FileOutcome.NONE : mishap.ofFile();
    }

    @Override
    public void before(CommitStage stage) {
        crashIfDue("commit." + stage, "before", BEFORE);
    }

    @Override
    public void after(CommitStage stage) {
        crashIfDue("commit." + stage, "after", AFTER);
    }

    @Override
    public void before(Write write, String storeName) {
        crashIfDue("disk." + write, "before", BEFORE);
    }

    @Override
    public void after(Write write, String storeName) {
        crashIfDue("disk." + write, "after", AFTER);
    }

    private void crashIfDue(String site, String when, Set<Mishap> mishaps) {
        if (process.get().isDead()) {
            return;
        }
        Mishap mishap = pass(site, when, mishaps);
        if (mishap != null && mishap.isCrash()) {
            throw process.get().die(when + " " + site);
        }
    }

    /** Counts a passage, and pauses here if that is planned; returns what went wrong, or null. */
    private @Nullable Mishap pass(String site, String when, Set<Mishap> mishaps) {
        int ordinal = passages.merge(site + when, 1, Integer::sum);
        note(site, ordinal, mishaps);
        if (fired == planned.size()) {
            return null;
        }
        CrashSite next = planned.get(fired);
        if (next.ordinal() != ordinal || !next.name().equals(site) || !mishaps.contains(next.mishap())) {
            return null;
        }
        fired++;
        passages.clear();
        if (next.mishap() == Mishap.PAUSE) {
            pause.run();
        }
        return next.mishap();
    }

    private void note(String site, int ordinal, Set<Mishap> mishaps) {
        if (fired > 1 || recovered) {
            return;
        }
        List<CrashSite> noted = fired == 0 ? sinceStart : sinceFault;
        for (Mishap mishap : mishaps) {
            noted.add(new CrashSite(site, ordinal, mishap));
        }
    }
}

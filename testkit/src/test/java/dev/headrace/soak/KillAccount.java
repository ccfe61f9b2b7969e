package dev.headrace.soak;

import dev.headrace.runtime.commit.CommitStage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where processes were killed, and what it cost them to come back. */
final class KillAccount {

    private final SoakPlan plan;
    private final Map<KillSite, Integer> halts = new HashMap<>();
    private final Map<KillSite, Integer> kills = new HashMap<>();
    private int killsInVain;
    private long restoredMax;
    private long restoredTotal;

    KillAccount(SoakPlan plan) {
        this.plan = plan;
    }

    /** A process ended itself at a point of a commit with records. */
    void halted(KillSite site) {
        halts.merge(site, 1, Integer::sum);
    }

    /** A process was killed from outside, in an epoch with records if {@code site} tells where it stood. */
    void killed(Optional<KillSite> site) {
        site.ifPresentOrElse(at -> kills.merge(at, 1, Integer::sum), () -> killsInVain++);
    }

    /** A process took this many records from each changelog partition after it was killed. */
    void restored(Map<Integer, Long> records) {
        records.values().forEach(count -> {
            restoredTotal += count;
            restoredMax = Math.max(restoredMax, count);
        });
    }

    /** The kills in epochs with records. */
    int counted() {
        return sum(halts) + sum(kills);
    }

    /** The kills in a stage or right after it. */
    int at(CommitStage stage) {
        return at(stage, Moment.BEFORE) + at(stage, Moment.AFTER);
    }

    /** The most records that a store read from its changelog after a kill. */
    long restoredMax() {
        return restoredMax;
    }

    private static int sum(Map<KillSite, Integer> counts) {
        return counts.values().stream().mapToInt(count -> count).sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                "%d kills in epochs with records (%d by halt, %d by SIGKILL), %d more between epochs or at start%n",
                counted(), sum(halts), sum(kills), killsInVain));
        text.append(String.format("%-12s %6s %6s%n", "stage", "in it", "after"));
        text.append(String.format("%-12s %6d%n", "processing", kills.getOrDefault(KillSite.PROCESSING, 0)));
        for (CommitStage stage : CommitStage.values()) {
            text.append(String.format("%-12s %6d %6d%n", stage, at(stage, Moment.BEFORE), at(stage, Moment.AFTER)));
        }
        text.append(String.format(
                "restored after a kill: at most %,d records of a store, %,d in all; %,d allowed (%.0f %% of its keys, or"
                        + " what it may leave unflushed)",
                restoredMax, restoredTotal, plan.restoredMax(), 100 * plan.restoredShareMax()));
        return text.toString();
    }

    private int at(CommitStage stage, Moment moment) {
        KillSite site = new KillSite(stage, moment);
        return halts.getOrDefault(site, 0) + kills.getOrDefault(site, 0);
    }
}

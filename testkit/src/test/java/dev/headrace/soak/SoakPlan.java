package dev.headrace.soak;

import dev.headrace.runtime.commit.CommitStage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * How big a soak is.
 *
 * @param records of the input, at least
 * @param keys that the records are spread over
 * @param recordsPerSecond while processes are killed
 * @param kills where a process ends itself, in this order; empty where it is killed from outside at any moment
 * @param restoredShareMax how many records of its changelog a store may read after a kill, as a share of its keys
 * @param seed of keys and moments
 */
record SoakPlan(
        long records,
        int keys,
        int recordsPerSecond,
        List<Optional<KillSite>> kills,
        double restoredShareMax,
        long seed) {

    /** A store may have this many entries unflushed however few keys it has, and as many that came meanwhile. */
    private static final long RESTORED_FLOOR = 2 * 4096;

    private static final double RESTORED_SHARE_MAX = 0.10;
    private static final long SECONDS_PER_KILL = 5;

    /** One kill at each stage and two at any moment, in less than a minute. */
    static SoakPlan small() {
        List<KillSite> halts = new ArrayList<>();
        for (CommitStage stage : CommitStage.values()) {
            halts.add(new KillSite(stage, Moment.values()[stage.ordinal() % 2]));
        }
        return of(100_000, 20_000, 8, halts, 1);
    }

    /** What {@code soak.records}, {@code soak.kills}, {@code soak.keys} and {@code soak.seed} say. */
    static SoakPlan full() {
        return of(
                Long.getLong("soak.records", 2_000_000),
                Integer.getInteger("soak.keys", 400_000),
                Integer.getInteger("soak.kills", 36),
                KillSite.ofCommit(),
                Long.getLong("soak.seed", 1));
    }

    /** Three quarters of the kills at points of a commit, the sites in turn; the rest at any moment. */
    private static SoakPlan of(long records, int keys, int count, List<KillSite> sites, long seed) {
        List<Optional<KillSite>> kills = new ArrayList<>();
        int halts = Math.max(sites.size(), count * 3 / 4);
        for (int i = 0; i < Math.max(halts, count); i++) {
            kills.add(i < halts ? Optional.of(sites.get(i % sites.size())) : Optional.empty());
        }
        Collections.shuffle(kills, new Random(seed));
        int recordsPerSecond = Math.toIntExact(records / (SECONDS_PER_KILL * kills.size()));
        return new SoakPlan(records, keys, recordsPerSecond, kills, RESTORED_SHARE_MAX, seed);
    }

    /** How many records a store may read from its changelog after a kill. */
    long restoredMax() {
        return Math.max(RESTORED_FLOOR, (long) (restoredShareMax * keys / SoakTopology.PARTITIONS));
    }
}

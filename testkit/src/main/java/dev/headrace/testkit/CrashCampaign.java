package dev.headrace.testkit;

import dev.headrace.common.Lookup;
import dev.headrace.testkit.CrashPlan.Recovery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The runs of a crash test: what can go wrong, each of it tried, and what came of it compared with the run without faults. */
final class CrashCampaign {

    private final CrashScenario scenario;
    private final CrashVerdict verdict;
    private final Scope scope;
    private final CrashReport report = new CrashReport();
    private final Map<Long, Map<CrashPlan, List<CrashSite>>> recoveries = new HashMap<>();
    private @Nullable CrashOutcome oracle;

    CrashCampaign(CrashScenario scenario, CrashVerdict verdict, Scope scope) {
        this.scenario = scenario;
        this.verdict = verdict;
        this.scope = scope;
    }

    /**
     * How much is tried.
     *
     * @param recoveries where the query starts again after its process died
     * @param singlesMax how many single faults per seed
     * @param pairs how many second faults per seed, in the recovery from the first
     */
    record Scope(Set<Mishap> mishaps, Set<Recovery> recoveries, int singlesMax, int pairs) {}

    CrashReport report() {
        return report;
    }

    /**
     * Runs without faults, twice.
     *
     * @return the single faults that are to be tried with this seed
     */
    List<CrashPlan> singles(long seed) {
        CrashOutcome clean = checked(seed, CrashPlan.NOTHING);
        requireSameTrace(seed, CrashPlan.NOTHING, clean);
        List<CrashPlan> plans = new ArrayList<>();
        for (CrashSite site : clean.sites()) {
            if (scope.mishaps.contains(site.mishap())) {
                recoveriesFrom(site).forEach(recovery -> plans.add(new CrashPlan(recovery, List.of(site))));
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        while (plans.size() > scope.singlesMax) {
            plans.remove(random.nextInt(plans.size()));
        }
        return plans;
    }

    /** A process that lives on after its call failed is rarely started again: one way of doing that is enough. */
    private Set<Recovery> recoveriesFrom(CrashSite site) {
        return site.mishap().isCrash() ? scope.recoveries : EnumSet.of(Recovery.SAME_MACHINE);
    }

    /** Tries a fault; the first one of each seed twice. */
    void run(long seed, CrashPlan plan) {
        CrashOutcome outcome = checked(seed, plan);
        Map<CrashPlan, List<CrashSite>> ofSeed = recoveries.computeIfAbsent(seed, each -> new LinkedHashMap<>());
        if (ofSeed.isEmpty()) {
            requireSameTrace(seed, plan, outcome);
        }
        ofSeed.put(plan, outcome.sitesInRecovery());
    }

    /**
     * Second faults to be tried with this seed, after the single ones that were: every call that failed fails again when it is
     * repeated, in both ways; and some faults drawn from the seed, anywhere in the recovery from the first.
     */
    Set<CrashPlan> pairs(long seed) {
        Map<CrashPlan, List<CrashSite>> ofSeed = recoveries.getOrDefault(seed, Map.of());
        List<CrashPlan> firsts = new ArrayList<>(ofSeed.keySet());
        SplittableRandom random = new SplittableRandom(seed);
        Set<CrashPlan> drawn = new LinkedHashSet<>();
        ofSeed.forEach((plan, recovery) -> {
            CrashSite first = plan.sites().get(0);
            recovery.stream()
                    .filter(second -> first.mishap().isError()
                            && second.mishap().isError()
                            && second.ordinal() == 1
                            && second.name().equals(first.name())
                            && scope.mishaps.contains(second.mishap()))
                    .forEach(second -> drawn.add(plan.and(second)));
        });
        for (int i = 0; i < scope.pairs && !firsts.isEmpty(); i++) {
            CrashPlan first = firsts.get(random.nextInt(firsts.size()));
            List<CrashSite> seconds = Lookup.in(ofSeed, first).stream()
                    .filter(site -> scope.mishaps.contains(site.mishap()))
                    .toList();
            if (!seconds.isEmpty()) {
                drawn.add(first.and(seconds.get(random.nextInt(seconds.size()))));
            }
        }
        return drawn;
    }

    /** Runs with these faults, and throws if anything is not what it should be. */
    CrashOutcome checked(long seed, CrashPlan plan) {
        CrashRun run = new CrashRun(scenario, seed, plan);
        long beganNs = System.nanoTime();
        try {
            CrashOutcome expected = oracle();
            CrashOutcome outcome = run.run();
            report.add(plan, outcome, System.nanoTime() - beganNs);
            verdict.check(plan, outcome, expected);
            return outcome;
        } catch (AssertionError | RuntimeException e) {
            throw failure(run, new CrashReplay(seed, plan), String.valueOf(e.getMessage()), e);
        }
    }

    private CrashFailure failure(CrashRun run, CrashReplay replay, String what, @Nullable Throwable cause) {
        return new CrashFailure(
                replay,
                run.traceHash(),
                what,
                "The last calls: " + run.lastCalls() + System.lineSeparator() + "Before: " + report.summary(),
                cause);
    }

    /** Runs once more what was named, twice, to see that it leads to the same trace. */
    void replay(CrashReplay replay) {
        requireSameTrace(replay.seed(), replay.plan(), checked(replay.seed(), replay.plan()));
    }

    private CrashOutcome oracle() {
        CrashOutcome known = oracle;
        if (known == null) {
            known = new CrashRun(scenario, CrashRun.ORDERLY, CrashPlan.NOTHING).run();
            oracle = known;
        }
        return known;
    }

    private void requireSameTrace(long seed, CrashPlan plan, CrashOutcome first) {
        CrashRun run = new CrashRun(scenario, seed, plan);
        if (run.run().traceHash() != first.traceHash()) {
            throw failure(
                    run,
                    new CrashReplay(seed, plan),
                    "The same seed led to another trace: something depends on chance, on the time of the system or on the"
                            + " identity of objects",
                    null);
        }
    }
}

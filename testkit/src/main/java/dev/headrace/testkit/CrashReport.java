package dev.headrace.testkit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a crash test did. */
public final class CrashReport {

    private final Map<String, Map<Mishap, Integer>> coverage = new TreeMap<>();
    private final Set<CrashSite> sites = new HashSet<>();
    private final Set<Long> traces = new HashSet<>();
    private int runs;
    private int restarts;
    private long simulatedMs;
    private long elapsedNs;

    CrashReport() {}

    void add(CrashPlan plan, CrashOutcome outcome, long tookNs) {
        runs++;
        restarts += outcome.starts() - 1;
        simulatedMs += outcome.simulatedMs();
        elapsedNs += tookNs;
        traces.add(outcome.traceHash());
        for (CrashSite site : plan.sites()) {
            sites.add(site);
            coverage.computeIfAbsent(site.name(), name -> new EnumMap<>(Mishap.class))
                    .merge(site.mishap(), 1, Integer::sum);
        }
    }

    /** How many moments there were at which something went wrong, each in one way. */
    public int sites() {
        return sites.size();
    }

    /** How often the query was run from its beginning to its end. */
    public int runs() {
        return runs;
    }

    /** How many of the runs differed from all others. */
    public int distinctTraces() {
        return traces.size();
    }

    /** How often a process was started again. */
    public int restarts() {
        return restarts;
    }

    /** How much time passed in all runs by the simulated clock. */
    public Duration simulatedTime() {
        return Duration.ofMillis(simulatedMs);
    }

    /** How often each kind of site went wrong in each way. */
    public Map<String, Map<Mishap, Integer>> coverage() {
        return Map.copyOf(coverage);
    }

    /** The numbers in a line. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%d sites, %d runs, %d distinct traces, %d restarts, %.1f simulated hours, %.1f s",
                sites(),
                runs,
                distinctTraces(),
                restarts,
                simulatedMs / 3_600_000.0,
                elapsedNs / 1e9);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(summary());
        coverage.forEach((site, outcomes) -> text.append(System.lineSeparator())
                .append("  ")
                .append(site)
                .append(' ')
                .append(outcomes));
        return text.toString();
    }
}

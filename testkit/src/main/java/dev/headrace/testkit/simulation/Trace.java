package dev.headrace.testkit.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happened, in order. The hash runs over every call, its outcome and what it returned, so two runs with the same seed
 * that differ anywhere differ here. Of the entries themselves only the last ones are kept.
 */
public final class Trace {

    private static final int ENTRIES_KEPT = 2_000;
    private static final long PRIME = 0x100000001b3L;

    private final TraceEntry[] entries = new TraceEntry[ENTRIES_KEPT];
    private final Map<ClientSite, Long> calls = new EnumMap<>(ClientSite.class);
    private long steps;
    private long recorded;
    private long hash = 0xcbf29ce484222325L;

    Trace() {}

    /** How many calls the clients have made. */
    public long steps() {
        return steps;
    }

    /** How many calls were made at a site. */
    public long calls(ClientSite site) {
        return calls.getOrDefault(site, 0L);
    }

    /** A number that is the same for two runs only if they did the same. */
    public long hash() {
        return hash;
    }

    /** The last calls, oldest first. */
    public List<TraceEntry> lastEntries() {
        List<TraceEntry> last = new ArrayList<>();
        for (long i = Math.max(0, recorded - ENTRIES_KEPT); i < recorded; i++) {
            last.add(entries[(int) (i % ENTRIES_KEPT)]);
        }
        return last;
    }

    long nextStep(ClientSite site) {
        calls.merge(site, 1L, Long::sum);
        return ++steps;
    }

    void record(long step, ClientSite site, String process, FaultOutcome outcome) {
        entries[(int) (recorded++ % ENTRIES_KEPT)] = new TraceEntry(step, site, process, outcome);
        mix(site.siteName().hashCode() * 31L + outcome.name().hashCode());
    }

    void mix(long detail) {
        hash = (hash ^ detail) * PRIME;
        hash ^= hash >>> 29;
    }
}

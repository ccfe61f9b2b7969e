package dev.headrace.runtime.task;

import java.util.Map;
import java.util.TreeMap;

/** What a task did in the open epoch; owned by the thread of its worker. */
public final class TaskCounters {

    private final Map<String, Count> written = new TreeMap<>();
    private final Map<String, Count> late = new TreeMap<>();
    private boolean commitRequested;

    /** By sink, how many records it wrote since the last call. */
    public Map<String, Long> drainWritten() {
        return drained(written);
    }

    /** By node, how many records it dropped since the last call because the watermark had passed them. */
    public Map<String, Long> drainLate() {
        return drained(late);
    }

    /** Whether a processor asked for a commit since {@link #commitDone()}. */
    public boolean commitRequested() {
        return commitRequested;
    }

    /** Forgets the request. */
    public void commitDone() {
        commitRequested = false;
    }

    /** Asks for a commit as soon as may be. */
    public void requestCommit() {
        commitRequested = true;
    }

    /** Counts what a sink writes. */
    Count written(String sink) {
        return written.computeIfAbsent(sink, any -> new Count());
    }

    void late(String node) {
        late.computeIfAbsent(node, any -> new Count()).add();
    }

    /** Forgets an epoch that is begun again. */
    void rewind() {
        written.values().forEach(Count::drain);
        late.values().forEach(Count::drain);
    }

    private static Map<String, Long> drained(Map<String, Count> counts) {
        Map<String, Long> drained = new TreeMap<>();
        counts.forEach((name, count) -> drained.put(name, count.drain()));
        return drained;
    }

    /** A number of records. */
    static final class Count {

        private long records;

        void add() {
            records++;
        }

        private long drain() {
            long drained = records;
            records = 0;
            return drained;
        }
    }
}

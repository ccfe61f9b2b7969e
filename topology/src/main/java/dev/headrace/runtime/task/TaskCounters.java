package dev.headrace.runtime.task;

/** What a task did since it was last asked; owned by the thread of its worker. */
public final class TaskCounters {

    private long dropped;
    private long sent;
    private boolean commitRequested;

    /** Records that were skipped since the last call: undecodable, too late, without key. */
    public long drainDropped() {
        long count = dropped;
        dropped = 0;
        return count;
    }

    /** Records sent to topics and written to sinks since the last call, changelogs not among them. */
    public long drainSent() {
        long count = sent;
        sent = 0;
        return count;
    }

    /** Whether a processor asked for a commit since {@link #commitDone()}. */
    public boolean commitRequested() {
        return commitRequested;
    }

    /** Forgets the request. */
    public void commitDone() {
        commitRequested = false;
    }

    void dropped() {
        dropped++;
    }

    void sent() {
        sent++;
    }

    /** Asks for a commit as soon as may be. */
    public void requestCommit() {
        commitRequested = true;
    }
}

package dev.headrace.testkit.simulation.broker;

/** What one transaction wrote to one partition; all entries share it, so that one marker decides them together. */
final class TransactionPart {

    enum Fate {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private final long producerId;
    private final short epoch;
    private final long firstOffset;
    private Fate fate = Fate.OPEN;
    private int records;

    TransactionPart(long producerId, short epoch, long firstOffset) {
        this.producerId = producerId;
        this.epoch = epoch;
        this.firstOffset = firstOffset;
    }

    long producerId() {
        return producerId;
    }

    short epoch() {
        return epoch;
    }

    long firstOffset() {
        return firstOffset;
    }

    boolean isAborted() {
        return fate == Fate.ABORTED;
    }

    void decide(boolean commit) {
        fate = commit ? Fate.COMMITTED : Fate.ABORTED;
    }

    void recordAdded() {
        records++;
    }

    void recordRemoved() {
        records--;
    }

    boolean hasRecords() {
        return records > 0;
    }
}

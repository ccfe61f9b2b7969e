package dev.headrace.testkit.simulation;

/** When things that a real cluster does in the background happen. */
public enum Pacing {
    /**
     * As orderly as can be: what was sent is written at the next flush, commit or poll, the markers of a transaction are
     * written before its commit returns, members learn of a rebalance at their next poll.
     */
    PROMPT,
    /**
     * At moments drawn from the seed: batches leave one by one in any order of partitions, markers are written some calls
     * after the commit and not all at once, polls return less than there is, members learn late of a rebalance.
     */
    SEEDED
}

package dev.headrace.runtime.commit;

/** The stages of a commit, in their order. A crash is explored before and after each. */
public enum CommitStage {

    /**
     * Buffered updates are forwarded in topological order until nothing is dirty; no punctuation fires inside. A crash
     * here means that the epoch never happened: it is read again.
     */
    QUIESCE,

    /**
     * Every sink closes and syncs what it wrote and hands over a receipt, stores hand over their changes, and all sends
     * are acknowledged; nothing is visible yet. A crash here means the same; what was staged is swept.
     */
    STAGE,

    /**
     * Positions, changelog and receipts become durable in one atomic act: the point of no return. A crash before it means
     * that the epoch never happened; after it, that the rest is done again.
     */
    COMMIT,

    /**
     * Changes and their changelog position go into the local stores, one write batch each. A crash here means that the
     * stores replay the tail of the changelog.
     */
    APPLY,

    /** Staged output becomes visible; repeating it is harmless. A crash here means that recovery publishes again. */
    PUBLISH,

    /** What the commit made obsolete may go. A crash here means that it is swept later. */
    DISCARD
}

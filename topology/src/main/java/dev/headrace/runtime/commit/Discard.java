package dev.headrace.runtime.commit;

/** Removes what a commit made obsolete; what it leaves, a later one removes. */
@FunctionalInterface
public interface Discard {

    /** Removes nothing. */
    Discard NOTHING = epoch -> {};

    /** {@code epoch} is committed and published. Does not wait. */
    void after(StagedEpoch epoch);
}

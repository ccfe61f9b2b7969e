package dev.headrace.kstream.plan;

/** What a node does to the records that pass it, as far as partitioning is concerned. */
public enum Effect {
    /** Leaves keys and values as they are, or the node ends its branch. */
    NONE,
    /** May change values. */
    CHANGES_VALUES,
    /** May change keys, so that equal ones no longer meet. */
    CHANGES_KEYS,
    /** Brings streams together. */
    MERGES
}

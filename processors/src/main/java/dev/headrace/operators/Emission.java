package dev.headrace.operators;

/** Which updates a table with a store passes on, and when. */
public enum Emission {

    /**
     * What the engine chose: either the last update of each key at the commit, or every update at once. An update from no
     * value to no value is passed on in neither case.
     */
    BY_ENGINE,

    /** Every update at once, also one from no value to no value. */
    EVERY_UPDATE
}

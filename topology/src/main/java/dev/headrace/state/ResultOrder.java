package dev.headrace.state;

/** The order of the results of a query. */
public enum ResultOrder {
    /** As the store likes. */
    ANY,
    /** Smallest first. */
    ASCENDING,
    /** Largest first. */
    DESCENDING
}

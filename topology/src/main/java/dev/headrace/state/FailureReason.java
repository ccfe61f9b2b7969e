package dev.headrace.state;

/** Why a store did not answer a query. */
public enum FailureReason {
    /** The store does not know this kind of query. */
    UNKNOWN_QUERY_TYPE,
    /** The store is not that of a running active task, which the request asked for. */
    NOT_ACTIVE,
    /** The store has not seen what the request asks that it should have seen. */
    NOT_UP_TO_BOUND,
    /** The partition is not held by this instance. */
    NOT_PRESENT,
    /** The partition does not exist. */
    DOES_NOT_EXIST,
    /** The store threw. */
    STORE_EXCEPTION
}

package dev.headrace.testkit.conformance;

/** What a scenario can do. A slot is the place of a producer or a consumer; some operations ignore it. */
enum Operation {
    /** A new producer takes the slot; whoever had it is left as it is, open transaction and all. */
    INIT,
    /** As INIT, with a transaction timeout that can be waited for. */
    INIT_SHORT,
    /** As INIT, with a producer that does not wait for answers. */
    INIT_IMPATIENT,
    BEGIN,
    /** Sends one record to a partition and waits for the answer. */
    SEND,
    COMMIT,
    /** Commits once, without repeating the call if it times out. */
    COMMIT_IMPATIENT,
    ABORT,
    CLOSE,
    /** Closes at once, as close to a dead process as one gets without killing it. */
    ABANDON,
    FENCE_BY_ADMIN,
    /** Waits until the coordinator has aborted the transaction of the slot. */
    AWAIT_TIMEOUT,
    /** Commits an offset in the transaction in the name of nobody. */
    OFFSETS_ANONYMOUS,
    /** Commits an offset in the transaction with the consumer's metadata of this moment. */
    OFFSETS_FRESH,
    /** Commits an offset in the transaction with the metadata that REMEMBER kept. */
    OFFSETS_STALE,
    /** Commits an offset in the transaction in the name of a member that never was. */
    OFFSETS_UNKNOWN,
    REMEMBER,
    JOIN,
    /** As JOIN, but with a short time between polls that can be waited for. */
    JOIN_LAZY,
    LEAVE,
    REJOIN,
    /** A static member stops and comes back under its name. */
    RESTART,
    /** Another consumer takes the name of a static member. */
    USURP,
    /** Waits until the group has lost a member that does not poll, then polls it again. */
    AWAIT_EVICTION,
    /** Commits an offset outside of a transaction. */
    COMMIT_SYNC,
    /** Writes a record outside of transactions. */
    WRITE,
    TOMBSTONE,
    COMPACT,
    DELETE_RECORDS,
    READ_COMMITTED,
    READ_UNCOMMITTED,
    /** Start, last stable offset and end of each partition. */
    WATERMARKS,
    OFFSETS_FOR_TIME,
    /** The group's committed offsets. */
    COMMITTED,
    /** The same, but without those of which an open transaction holds newer ones. */
    COMMITTED_STABLE,
    TRANSACTION_STATE
}

package dev.headrace.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of one store to a query, or why there is none. */
public interface QueryResult<R> {

    /** An answer; null means that the store holds nothing of the kind. */
    static <R> QueryResult<R> forResult(@Nullable R result) {
        return new SucceededQueryResult<>(result);
    }

    /** No answer. */
    static <R> QueryResult<R> forFailure(FailureReason failureReason, String failureMessage) {
        return new FailedQueryResult<>(failureReason, failureMessage);
    }

    /** No answer because the store does not know this kind of query. */
    static <R> QueryResult<R> forUnknownQueryType(Query<R> query, StateStore store) {
        return forFailure(
                FailureReason.UNKNOWN_QUERY_TYPE,
                "Cannot answer " + query + ": " + store.getClass().getName() + " does not know this kind of query");
    }

    /**
     * No answer because the store has not seen enough.
     *
     * @param partition the partition of the store; null if the store is not open yet
     */
    static <R> QueryResult<R> notUpToBound(
            Position currentPosition, PositionBound positionBound, @Nullable Integer partition) {
        String reason = partition == null
                ? "the store is not open yet"
                : "partition " + partition + " of the store is at " + currentPosition;
        return forFailure(
                FailureReason.NOT_UP_TO_BOUND,
                "Cannot answer from " + positionBound + " on: " + reason + "; ask again");
    }

    /** Adds a note on how the query was executed. */
    void addExecutionInfo(String message);

    /** Sets what the store had seen when it answered. */
    void setPosition(Position position);

    /** Whether there is an answer. */
    boolean isSuccess();

    /** Whether there is none. */
    boolean isFailure();

    /** The notes on how the query was executed; empty unless asked for. */
    List<String> getExecutionInfo();

    /** What the store had seen when it answered; null if it does not know. */
    @Nullable
    Position getPosition();

    /**
     * Why there is no answer.
     *
     * @throws IllegalArgumentException if there is one
     */
    FailureReason getFailureReason();

    /**
     * Why there is no answer, in words.
     *
     * @throws IllegalArgumentException if there is one
     */
    String getFailureMessage();

    /**
     * The answer; null if the store holds nothing of the kind.
     *
     * @throws IllegalArgumentException if there is none
     */
    @Nullable
    R getResult();
}

package dev.headrace.state;

import java.util.Optional;
import java.util.Set;

/** A query with the store to ask, the partitions wanted and how current the answer must be. Immutable. */
public class StateQueryRequest<R> {

    private final String storeName;
    private final PositionBound positionBound;
    private final Optional<Set<Integer>> partitions;
    private final Query<R> query;
    private final boolean executionInfoEnabled;
    private final boolean requireActive;

    private StateQueryRequest(
            String storeName,
            PositionBound positionBound,
            Optional<Set<Integer>> partitions,
            Query<R> query,
            boolean executionInfoEnabled,
            boolean requireActive) {
        this.storeName = storeName;
        this.positionBound = positionBound;
        this.partitions = partitions;
        this.query = query;
        this.executionInfoEnabled = executionInfoEnabled;
        this.requireActive = requireActive;
    }

    /** Starts a request to the store of that name. */
    public static InStore inStore(String name) {
        return new InStore(name);
    }

    /** The same request, for an answer from stores that have seen at least this much. */
    public StateQueryRequest<R> withPositionBound(PositionBound positionBound) {
        return new StateQueryRequest<>(
                storeName, positionBound, partitions, query, executionInfoEnabled, requireActive);
    }

    /** The same request, to all partitions that this instance holds. */
    public StateQueryRequest<R> withAllPartitions() {
        return new StateQueryRequest<>(
                storeName, positionBound, Optional.empty(), query, executionInfoEnabled, requireActive);
    }

    /** The same request, to these partitions only. */
    public StateQueryRequest<R> withPartitions(Set<Integer> partitions) {
        return new StateQueryRequest<>(
                storeName,
                positionBound,
                Optional.of(Set.copyOf(partitions)),
                query,
                executionInfoEnabled,
                requireActive);
    }

    /** The same request, with notes on how it was executed. */
    public StateQueryRequest<R> enableExecutionInfo() {
        return new StateQueryRequest<>(storeName, positionBound, partitions, query, true, requireActive);
    }

    /** The same request, to running active tasks only. */
    public StateQueryRequest<R> requireActive() {
        return new StateQueryRequest<>(storeName, positionBound, partitions, query, executionInfoEnabled, true);
    }

    /** The name of the store. */
    public String getStoreName() {
        return storeName;
    }

    /** What the store must have seen. */
    public PositionBound getPositionBound() {
        return positionBound;
    }

    /** The query. */
    public Query<R> getQuery() {
        return query;
    }

    /** Whether all partitions are asked. */
    public boolean isAllPartitions() {
        return partitions.isEmpty();
    }

    /**
     * The partitions asked.
     *
     * @throws IllegalStateException if all are
     */
    public Set<Integer> getPartitions() {
        return partitions.orElseThrow(
                () -> new IllegalStateException("Cannot list the partitions of a request: it asks all of them"));
    }

    /** Whether notes on the execution are wanted. */
    public boolean executionInfoEnabled() {
        return executionInfoEnabled;
    }

    /** Whether only running active tasks may answer. */
    public boolean isRequireActive() {
        return requireActive;
    }

    /** A request that lacks its query. */
    public static class InStore {

        private final String name;

        private InStore(String name) {
            this.name = name;
        }

        /** The request: to all partitions, active or not, without a demand on how current they are. */
        public <R> StateQueryRequest<R> withQuery(Query<R> query) {
            return new StateQueryRequest<>(name, PositionBound.unbounded(), Optional.empty(), query, false, false);
        }
    }
}

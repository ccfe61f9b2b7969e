package dev.headrace.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of all partitions that were asked. */
public class StateQueryResult<R> {

    private final Map<Integer, QueryResult<R>> partitionResults = new HashMap<>();
    private @Nullable QueryResult<R> globalResult;

    /** Sets the answer of a global store. */
    public void setGlobalResult(QueryResult<R> result) {
        this.globalResult = result;
    }

    /** Adds the answer of a partition. */
    public void addResult(int partition, QueryResult<R> result) {
        partitionResults.put(partition, result);
    }

    /** The answers by partition; empty for a global store. */
    public Map<Integer, QueryResult<R>> getPartitionResults() {
        return partitionResults;
    }

    /**
     * The answer of the one partition that had something to answer; null if none had.
     *
     * @throws IllegalArgumentException if several had
     */
    public @Nullable QueryResult<R> getOnlyPartitionResult() {
        List<QueryResult<R>> answers = partitionResults.values().stream()
                .filter(result -> result.isSuccess() && result.getResult() != null)
                .toList();
        if (answers.size() > 1) {
            throw new IllegalArgumentException(
                    "Cannot give the only result: " + answers.size() + " partitions answered: " + partitionResults);
        }
        return answers.isEmpty() ? null : answers.get(0);
    }

    /** The answer of a global store; null if the store is not global. */
    public @Nullable QueryResult<R> getGlobalResult() {
        return globalResult;
    }

    /** What all stores together had seen when they answered; null if a global store does not know. */
    public @Nullable Position getPosition() {
        if (globalResult != null) {
            return globalResult.getPosition();
        }
        Position position = Position.emptyPosition();
        partitionResults.values().forEach(result -> position.merge(result.getPosition()));
        return position;
    }

    @Override
    public String toString() {
        return "StateQueryResult{partitionResults=" + partitionResults + ", globalResult=" + globalResult + "}";
    }
}

package dev.headrace.state;

import org.jspecify.annotations.Nullable;

/** An answer. */
final class SucceededQueryResult<R> extends ExecutedQueryResult<R> {

    private final @Nullable R result;

    SucceededQueryResult(@Nullable R result) {
        this.result = result;
    }

    @Override
    public boolean isSuccess() {
        return true;
    }

    @Override
    public FailureReason getFailureReason() {
        throw new IllegalArgumentException("Cannot give a failure reason: the query succeeded");
    }

    @Override
    public String getFailureMessage() {
        throw new IllegalArgumentException("Cannot give a failure message: the query succeeded");
    }

    @Override
    public @Nullable R getResult() {
        return result;
    }

    @Override
    public String toString() {
        return "SucceededQueryResult{result=" + result + ", executionInfo=" + getExecutionInfo() + ", position="
                + getPosition() + "}";
    }
}

package dev.headrace.state;

/** No answer, and why. */
final class FailedQueryResult<R> extends ExecutedQueryResult<R> {

    private final FailureReason reason;
    private final String message;

    FailedQueryResult(FailureReason reason, String message) {
        this.reason = reason;
        this.message = message;
    }

    @Override
    public boolean isSuccess() {
        return false;
    }

    @Override
    public FailureReason getFailureReason() {
        return reason;
    }

    @Override
    public String getFailureMessage() {
        return message;
    }

    @Override
    public R getResult() {
        throw new IllegalArgumentException("Cannot give a result: the query failed with " + reason + ": " + message);
    }

    @Override
    public String toString() {
        return "FailedQueryResult{reason=" + reason + ", message='" + message + "', executionInfo=" + getExecutionInfo()
                + ", position=" + getPosition() + "}";
    }
}

package dev.headrace.streaming;

/**
 * What a query does right now.
 *
 * @param message one sentence for people, for example {@code "Waiting for data to arrive"}
 * @param isDataAvailable whether there was input when the query last looked
 * @param isTriggerActive whether an epoch is open
 */
public record StreamingQueryStatus(String message, boolean isDataAvailable, boolean isTriggerActive) {

    /** As one line of JSON. */
    public String json() {
        return ProgressJson.compact(ProgressJson.of(this));
    }

    /** As indented JSON. */
    public String prettyJson() {
        return ProgressJson.pretty(ProgressJson.of(this));
    }

    /** {@link #prettyJson()}. */
    @Override
    public String toString() {
        return prettyJson();
    }
}

package dev.headrace.state;

/** How a query is to be executed. */
public class QueryConfig {

    private final boolean collectExecutionInfo;

    public QueryConfig(boolean collectExecutionInfo) {
        this.collectExecutionInfo = collectExecutionInfo;
    }

    /** Whether each layer of the store notes what it did. */
    public boolean isCollectExecutionInfo() {
        return collectExecutionInfo;
    }
}

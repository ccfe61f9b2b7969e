package dev.headrace.testkit.conformance;

/** What a client saw of one step. */
record Observation(Step step, String seen) {

    /** The kind of outcome, for counting: offsets and records are all the same. */
    String outcome() {
        if (seen.startsWith("@")) {
            return "written";
        }
        if (seen.startsWith("future ")) {
            return seen.substring("future ".length());
        }
        if (seen.endsWith("Exception")) {
            return seen;
        }
        return switch (step.operation()) {
            case JOIN, JOIN_LAZY, REJOIN, LEAVE -> seen.contains("revoked") ? "moved partitions" : "moved nothing";
            case RESTART -> seen.substring(0, seen.indexOf(' '));
            case AWAIT_EVICTION -> seen.substring(0, seen.indexOf(" then "));
            case WATERMARKS -> seen.contains("held back") ? "held back" : "level";
            case COMMITTED_STABLE -> seen.contains("unstable") ? "unstable" : "stable";
            case TRANSACTION_STATE -> "seen";
            default -> "ok";
        };
    }

    @Override
    public String toString() {
        return step + " -> " + seen;
    }
}

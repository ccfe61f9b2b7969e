package dev.headrace.testkit;

import org.jspecify.annotations.Nullable;

/** A run of a crash test did not go as it should. The message says how to run it again; the same seed leads to the same trace. */
public final class CrashFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient CrashReplay replay;
    private final long traceHash;
    private final String what;
    private final String details;

    CrashFailure(CrashReplay replay, long traceHash, String what, String details, @Nullable Throwable cause) {
        this(replay, traceHash, what, details, "", cause);
    }

    private CrashFailure(
            CrashReplay replay, long traceHash, String what, String details, String test, @Nullable Throwable cause) {
        super(message(replay, traceHash, what, details, test), cause);
        this.replay = replay;
        this.traceHash = traceHash;
        this.what = what;
        this.details = details;
    }

    private static String message(CrashReplay replay, long traceHash, String what, String details, String test) {
        StringBuilder text = new StringBuilder("With ")
                .append(replay.plan())
                .append(" (seed ")
                .append(replay.seed())
                .append("): ")
                .append(what)
                .append(System.lineSeparator())
                .append("Run it again with ");
        if (!test.isEmpty()) {
            text.append("'-Dtest=").append(test).append("' ");
        }
        text.append(replay.argument()).append(", which leads to trace ").append(Long.toHexString(traceHash));
        return text.append(System.lineSeparator()).append(details).toString();
    }

    /** The same, told with the test in which it happened: {@code org.example.OrdersTest#countsEachOrderOnce}. */
    CrashFailure in(String testName) {
        return new CrashFailure(replay, traceHash, what, details, testName, this);
    }

    /** The seed of the run. */
    public long seed() {
        return replay.seed();
    }

    /** What went wrong in the run and where the query started again, as {@link CrashTest#replay} takes it. */
    public String plan() {
        return replay.plan().toString();
    }

    /** A number that is the same for two runs only if they did the same. */
    public long traceHash() {
        return traceHash;
    }
}

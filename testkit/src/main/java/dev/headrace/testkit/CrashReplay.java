package dev.headrace.testkit;

import java.util.Optional;

/**
 * One run of a crash test, named so that it can be run again. Prints and reads as {@code 0 SAME_MACHINE
 * commit.APPLY#2:CRASH_BEFORE}.
 */
record CrashReplay(long seed, CrashPlan plan) {

    private static final String PROPERTY = "headrace.crash.replay";

    /** The run that the system property {@code headrace.crash.replay} asks for. */
    static Optional<CrashReplay> requested() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(text -> !text.isBlank())
                .map(CrashReplay::parse);
    }

    static CrashReplay parse(String text) {
        String[] seedAndPlan = text.strip().split("\\s+", 2);
        if (seedAndPlan.length < 2 || !seedAndPlan[0].matches("-?\\d+")) {
            throw new IllegalArgumentException(
                    "Cannot replay '" + text
                            + "': write the seed and the faults, as in 0 SAME_MACHINE producer.commitTransaction#3:CRASH_AFTER");
        }
        return new CrashReplay(Long.parseLong(seedAndPlan[0]), CrashPlan.parse(seedAndPlan[1]));
    }

    /** What makes the same test do this run only, for a command line. */
    String argument() {
        return "'-D" + PROPERTY + "=" + this + "'";
    }

    @Override
    public String toString() {
        return seed + " " + plan;
    }
}

package dev.headrace.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What goes wrong in one run, and where the query starts again. Prints as {@code SAME_MACHINE commit.APPLY#2:CRASH_BEFORE}. */
record CrashPlan(Recovery recovery, List<CrashSite> sites) {

    static final CrashPlan NOTHING = new CrashPlan(Recovery.SAME_MACHINE, List.of());

    CrashPlan {
        sites = List.copyOf(sites);
    }

    /** Where a query starts again after its process ended. */
    enum Recovery {
        /** With the same disk, and so with the same identity. */
        SAME_MACHINE,
        /** With an empty disk and another identity. */
        OTHER_MACHINE,
        /** With the same disk, after a loss of power: of files, what was not synced may be gone. */
        POWER_LOSS
    }

    static CrashPlan parse(String text) {
        if (text.strip().equals(NOTHING.toString())) {
            return NOTHING;
        }
        String[] words = text.strip().split("\\s+");
        return new CrashPlan(
                Recovery.valueOf(words[0]),
                Arrays.stream(words).skip(1).map(CrashSite::parse).toList());
    }

    CrashPlan and(CrashSite another) {
        List<CrashSite> both = new ArrayList<>(sites);
        both.add(another);
        return new CrashPlan(recovery, both);
    }

    @Override
    public String toString() {
        return sites.isEmpty()
                ? "no fault"
                : recovery + " " + sites.stream().map(CrashSite::toString).collect(Collectors.joining(" "));
    }
}

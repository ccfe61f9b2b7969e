package dev.headrace.testkit;

import java.util.List;
import java.util.Map;

/**
 * What one run led to.
 *
 * @param outputs the committed records of every output topic, each partition in its order
 * @param stores what the stores held before the query was stopped, by name and partition
 * @param restored what of the stores was found again after the stop, once from the disk and the changelogs, once from the
 *     changelogs alone
 * @param visible what can be seen in the surroundings
 * @param sites what could have gone wrong before the first fault
 * @param sitesInRecovery what could have gone wrong between the first fault and the recovery from it
 * @param faults how many of the planned faults happened
 * @param starts how often a process started
 * @param simulatedMs how much time passed
 * @param traceHash the same for two runs only if they did the same
 */
record CrashOutcome(
        Map<String, List<OutputRecord>> outputs,
        Map<String, Map<Integer, Map<Object, Object>>> stores,
        Restored restored,
        Object visible,
        List<CrashSite> sites,
        List<CrashSite> sitesInRecovery,
        int faults,
        int starts,
        long simulatedMs,
        long traceHash) {

    /** The contents of the stores that are kept in a changelog, after a start on the same and on an empty disk. */
    record Restored(
            Map<String, Map<Integer, Map<Object, Object>>> sameDisk,
            Map<String, Map<Integer, Map<Object, Object>>> emptyDisk) {}
}

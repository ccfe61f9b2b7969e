package dev.headrace.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides whether a run went as it should.
 *
 * @param comparisons how output topics are compared, where not record by record
 * @param outputChecks what else has to hold of output topics
 * @param storeChecks what has to hold of stores
 * @param uncompared the stores that are not compared with the run without faults
 */
record CrashVerdict(
        Map<String, Comparison> comparisons,
        Map<String, Consumer<List<OutputRecord>>> outputChecks,
        Map<String, Consumer<Map<Object, Object>>> storeChecks,
        Set<String> uncompared) {

    /** Throws an {@link AssertionError} that says what is wrong. */
    void check(CrashPlan plan, CrashOutcome outcome, CrashOutcome oracle) {
        if (outcome.faults() < plan.sites().size()) {
            throw new AssertionError("Only " + outcome.faults() + " of the planned faults happened, since the sites of"
                    + " the others were not passed so often");
        }
        checkOutputs(outcome, oracle);
        if (!outcome.visible().equals(oracle.visible())) {
            throw new AssertionError("What can be seen outside is not what it is without faults: expected "
                    + oracle.visible() + ", but was " + outcome.visible());
        }
        checkStores(outcome, oracle);
        checkRestored(
                "the disk and the changelogs",
                outcome.stores(),
                outcome.restored().sameDisk());
        checkRestored(
                "the changelogs alone", outcome.stores(), outcome.restored().emptyDisk());
    }

    private void checkOutputs(CrashOutcome outcome, CrashOutcome oracle) {
        outcome.outputs().forEach((topic, actual) -> {
            List<OutputRecord> expected = oracle.outputs().getOrDefault(topic, List.of());
            comparisons
                    .getOrDefault(topic, Comparison.EVERY_RECORD)
                    .difference(actual, expected)
                    .ifPresent(difference -> {
                        throw new AssertionError(
                                "Topic " + topic + " is not what it is without faults\n  " + difference);
                    });
        });
        outputChecks.forEach((topic, check) -> check.accept(outcome.outputs().getOrDefault(topic, List.of())));
    }

    private void checkStores(CrashOutcome outcome, CrashOutcome oracle) {
        outcome.stores().forEach((name, partitions) -> {
            if (!uncompared.contains(name) && !partitions.equals(oracle.stores().get(name))) {
                throw new AssertionError("Store " + name + " is not what it is without faults: expected "
                        + oracle.stores().get(name) + ", but was " + partitions);
            }
        });
        storeChecks.forEach((name, check) -> {
            Map<Object, Object> all = new HashMap<>();
            outcome.stores().getOrDefault(name, Map.of()).values().forEach(all::putAll);
            check.accept(all);
        });
    }

    private static void checkRestored(
            String from,
            Map<String, Map<Integer, Map<Object, Object>>> before,
            Map<String, Map<Integer, Map<Object, Object>>> restored) {
        restored.forEach((name, partitions) -> {
            Optional<Map<Integer, Map<Object, Object>>> expected = Optional.ofNullable(before.get(name));
            if (!partitions.equals(expected.orElse(Map.of()))) {
                throw new AssertionError(
                        "Store " + name + " is not what it was before the stop when it is restored from " + from
                                + ": expected " + expected.orElse(Map.of()) + ", but was " + partitions);
            }
        });
    }
}

package dev.headrace.testkit.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each operation had each outcome on the real broker. */
final class CoverageTable {

    private final Map<Operation, Map<String, Integer>> counts = new TreeMap<>();

    void add(List<Observation> observations) {
        for (Observation observation : observations) {
            counts.computeIfAbsent(observation.step().operation(), operation -> new TreeMap<>())
                    .merge(observation.outcome(), 1, Integer::sum);
        }
    }

    int count(Operation operation, String outcome) {
        return counts.getOrDefault(operation, Map.of()).getOrDefault(outcome, 0);
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        counts.forEach((operation, outcomes) -> outcomes.forEach(
                (outcome, count) -> table.append(String.format("%-20s %-70s %6d%n", operation, outcome, count))));
        return table.toString();
    }
}

package dev.headrace.testkit.simulation.broker;

import java.util.LinkedHashMap;
import java.util.Map;

/** The offsets of every group that ever committed any. */
final class GroupOffsetsByGroup {

    private final Map<String, GroupOffsets> byGroup = new LinkedHashMap<>();

    GroupOffsets of(String groupId) {
        return byGroup.computeIfAbsent(groupId, id -> new GroupOffsets());
    }

    void delete(String groupId) {
        byGroup.remove(groupId);
    }

    Iterable<String> groupsWithOffsets() {
        return byGroup.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
}

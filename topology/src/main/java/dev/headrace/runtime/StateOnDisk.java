package dev.headrace.runtime;

import dev.headrace.runtime.assign.HeldState;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.topology.StoreDescription;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopologyPlan;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The tasks whose stores lie in a state directory, {@code <directory>/<store>/<partition>}. How far a store has come is told
 * by when its directory changed last: opening it would tell better, and lock it.
 */
record StateOnDisk(UUID processId, TopologyPlan plan, File directory) implements HeldState {

    @Override
    public Map<TaskKey, Long> positions() {
        Map<TaskKey, Long> positions = new HashMap<>();
        for (SubTopology subTopology : plan.subTopologies()) {
            for (StoreDescription store : subTopology.stores()) {
                for (File partition : partitionsOf(new File(directory, store.name()))) {
                    TaskKey task = new TaskKey(subTopology.name(), Integer.parseInt(partition.getName()));
                    positions.merge(task, partition.lastModified(), Math::min);
                }
            }
        }
        return positions;
    }

    private static File[] partitionsOf(File store) {
        File[] files = store.listFiles((parent, name) -> name.matches("\\d{1,9}"));
        return files == null ? new File[0] : files;
    }
}

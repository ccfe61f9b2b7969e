package dev.headrace.runtime.commit;

import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.state.StorePosition;
import java.util.List;
import java.util.Map;

/**
 * An epoch of which everything but the atomic act is done.
 *
 * @param checkpointOffsets where the checkpoint record of each task stands in its partition, if it was sent before the act
 * @param applications which changes bring which store where, once the epoch is committed
 */
public record StagedEpoch(Epoch epoch, List<Application> applications, Map<TaskKey, Long> checkpointOffsets) {

    /** Changes of one store and the position that they bring it to. */
    public record Application(StoreChanges changes, StorePosition position) {

        void apply() {
            changes.store().apply(changes.entries(), position);
        }
    }
}

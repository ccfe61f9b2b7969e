package dev.headrace.runtime.restore;

import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** One task on its way through the gate, after the ends were captured. */
final class TaskRecovery {

    private final RecoveryRequest request;
    private final Map<TopicPartition, Long> groupOffsets;
    private final CheckpointReplay checkpoint;
    private final List<StoreReplay> stores;

    TaskRecovery(
            RecoveryRequest request,
            Map<TopicPartition, Long> groupOffsets,
            CheckpointReplay checkpoint,
            List<StoreReplay> stores) {
        this.request = request;
        this.groupOffsets = groupOffsets;
        this.checkpoint = checkpoint;
        this.stores = stores;
    }

    void readFrom(LogReader reader) {
        reader.add(checkpoint);
        stores.forEach(reader::add);
    }

    /** Tells how far each log is read. */
    void watchedBy(WaitWatch watch, LogReader reader) {
        watch(checkpoint, checkpoint.isDone(), watch, reader);
        stores.forEach(store -> watch(store, store.isDone(), watch, reader));
    }

    private void watch(Replay replay, boolean done, WaitWatch watch, LogReader reader) {
        if (done) {
            watch.forget(Set.of(replay.partition()));
        } else {
            watch.isAt(request.task(), replay.partition(), reader.position(replay.partition()), replay.end());
        }
    }

    /** What it reads. */
    Set<TopicPartition> logs() {
        Set<TopicPartition> logs = new HashSet<>();
        logs.add(checkpoint.partition());
        stores.forEach(store -> logs.add(store.partition()));
        return logs;
    }

    boolean owns(Replay replay) {
        return replay == checkpoint || stores.contains(replay);
    }

    RecoveryRequest request() {
        return request;
    }

    boolean isDone() {
        return checkpoint.isDone() && stores.stream().allMatch(StoreReplay::isDone);
    }

    Recovered result() {
        TaskCheckpoint last = checkpoint.checkpoint();
        if (last != null) {
            stores.forEach(store -> store.checkAgainst(last));
        }
        return new Recovered(
                request.task(),
                last,
                checkpoint.receipts(),
                groupOffsets,
                stores.stream().mapToLong(StoreReplay::restored).sum());
    }
}

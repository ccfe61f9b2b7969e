package dev.headrace.runtime.commit;

import dev.headrace.kafka.RecordSender;
import dev.headrace.port.WallClock;
import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.commit.StagedEpoch.Application;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.StorePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What both Kafka commit logs do alike: turning an epoch into records and acknowledged records into positions. */
final class KafkaEpoch {

    private static final Callback UNHEARD = (metadata, failure) -> {};

    private final CheckpointTopic checkpoints;
    private final WallClock clock;

    KafkaEpoch(CheckpointTopic checkpoints, WallClock clock) {
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /** Sends every change to its changelog. */
    List<LoggedChanges> sendChanges(Epoch epoch, RecordSender sender) {
        List<LoggedChanges> logged = new ArrayList<>();
        for (TaskEpoch task : epoch.tasks()) {
            for (StoreChanges changes : task.changes()) {
                LastOffset acknowledged = new LastOffset();
                changes.changelog().ifPresent(to -> send(changes.entries(), to, sender, acknowledged));
                logged.add(new LoggedChanges(changes, acknowledged));
            }
        }
        return logged;
    }

    /** Sends the checkpoint records of every task. */
    Map<TaskKey, LastOffset> sendCheckpoints(Epoch epoch, RecordSender sender) {
        Map<TaskKey, LastOffset> sent = new HashMap<>();
        for (TaskEpoch task : epoch.tasks()) {
            for (StagedOutput output : task.outputs()) {
                sender.send(checkpoints.record(task.task(), output.sink(), output.outstanding()), UNHEARD);
            }
            LastOffset acknowledged = new LastOffset();
            sender.send(checkpoints.record(task.task(), task.checkpoint()), acknowledged);
            sent.put(task.task(), acknowledged);
        }
        return sent;
    }

    /** The epoch, everything of it acknowledged. */
    StagedEpoch staged(Epoch epoch, List<LoggedChanges> logged, Map<TaskKey, LastOffset> checkpointed) {
        Map<TaskKey, Long> checkpointOffsets = new HashMap<>();
        checkpointed.forEach((task, acknowledged) -> checkpointOffsets.put(task, acknowledged.next() - 1));
        return new StagedEpoch(epoch, applications(logged), checkpointOffsets);
    }

    /** Where the acknowledged changes bring their stores. */
    private List<Application> applications(List<LoggedChanges> logged) {
        long nowMs = clock.nowMs();
        List<Application> applications = new ArrayList<>(logged.size());
        for (LoggedChanges each : logged) {
            if (!each.changes.entries().isEmpty()) {
                applications.add(new Application(each.changes, new StorePosition(each.acknowledged.next(), nowMs)));
            }
        }
        return applications;
    }

    /** The positions of all inputs of all tasks. */
    static Map<TopicPartition, OffsetAndMetadata> offsets(Epoch epoch) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TaskEpoch task : epoch.tasks()) {
            task.offsets().forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
        }
        return offsets;
    }

    private static void send(
            List<ChangelogEntry> entries, TopicPartition to, RecordSender sender, LastOffset acknowledged) {
        for (ChangelogEntry entry : entries) {
            sender.send(
                    new ProducerRecord<>(
                            to.topic(), to.partition(), Math.max(0, entry.timestampMs()), entry.key(), entry.value()),
                    acknowledged);
        }
    }

    /** Changes on their way to the changelog. */
    record LoggedChanges(StoreChanges changes, LastOffset acknowledged) {}
}

package dev.headrace.runtime.commit;

import dev.headrace.port.WallClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Deletes the records of internal topics that were read and committed. Asked for every so often and not waited for: what a
 * failed request leaves, the next one deletes.
 */
public final class RepartitionPurge implements Discard {

    private static final long INTERVAL_MS = 30_000;

    private final Admin admin;
    private final Set<String> internalTopics;
    private final WallClock clock;

    private long nextMs;

    /** A purge of {@code internalTopics}. */
    public RepartitionPurge(Admin admin, Set<String> internalTopics, WallClock clock) {
        this.admin = admin;
        this.internalTopics = Set.copyOf(internalTopics);
        this.clock = clock;
        this.nextMs = clock.nowMs() + INTERVAL_MS;
    }

    @Override
    public void after(StagedEpoch epoch) {
        if (clock.nowMs() < nextMs) {
            return;
        }
        nextMs = clock.nowMs() + INTERVAL_MS;
        Map<TopicPartition, RecordsToDelete> read = new HashMap<>();
        for (TaskEpoch task : epoch.epoch().tasks()) {
            task.offsets().forEach((partition, next) -> {
                if (internalTopics.contains(partition.topic()) && next > 0) {
                    read.put(partition, RecordsToDelete.beforeOffset(next));
                }
            });
        }
        admin.deleteRecords(read);
    }
}

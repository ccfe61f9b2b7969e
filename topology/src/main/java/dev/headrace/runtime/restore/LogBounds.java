package dev.headrace.runtime.restore;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The first offset and the end of some partitions. The ends are those of uncommitted reading: a reader of committed records
 * that gets there has waited for every transaction that was pending.
 */
public record LogBounds(Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {

    /** Asks the brokers. Blocks. */
    static LogBounds capture(Admin admin, Set<TopicPartition> partitions) {
        return new LogBounds(
                list(admin, partitions, OffsetSpec.earliest()), list(admin, partitions, OffsetSpec.latest()));
    }

    /** The ends alone. Blocks. */
    public static Map<TopicPartition, Long> ends(Admin admin, Set<TopicPartition> partitions) {
        return list(admin, partitions, OffsetSpec.latest());
    }

    private static Map<TopicPartition, Long> list(Admin admin, Set<TopicPartition> partitions, OffsetSpec spec) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            Map<TopicPartition, ListOffsetsResultInfo> answer = admin.listOffsets(
                            asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get();
            answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot read the bounds of " + partitions, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
        return offsets;
    }
}

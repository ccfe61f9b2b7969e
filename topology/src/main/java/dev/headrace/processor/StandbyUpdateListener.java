package dev.headrace.processor;

import dev.headrace.common.TaskId;
import org.apache.kafka.common.TopicPartition;

/** Is told how standby copies of stores follow their changelogs. One listener serves all threads: make it thread-safe. */
public interface StandbyUpdateListener {

    /** Why a standby copy stopped following. */
    enum SuspendReason {
        /** The standby has moved to another instance. */
        MIGRATED,
        /** The standby has become active. */
        PROMOTED
    }

    /** The copy begins to follow at {@code startingOffset}. */
    void onUpdateStart(TopicPartition topicPartition, String storeName, long startingOffset);

    /**
     * {@code batchSize} records, the last with offset {@code batchEndOffset}, were applied; the changelog ended at {@code
     * currentEndOffset} then.
     */
    void onBatchLoaded(
            TopicPartition topicPartition,
            String storeName,
            TaskId taskId,
            long batchEndOffset,
            long batchSize,
            long currentEndOffset);

    /** The copy stopped following at {@code storeOffset}; the changelog ended at {@code currentEndOffset} then. */
    void onUpdateSuspended(
            TopicPartition topicPartition,
            String storeName,
            long storeOffset,
            long currentEndOffset,
            SuspendReason reason);
}

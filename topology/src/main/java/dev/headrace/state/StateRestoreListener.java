package dev.headrace.state;

import org.apache.kafka.common.TopicPartition;

/** Is told how the restoration of stores from their changelogs goes. One listener serves all threads: make it thread-safe. */
public interface StateRestoreListener {

    /** Restoration begins at {@code startingOffset} and will end at {@code endingOffset} (exclusive). */
    void onRestoreStart(TopicPartition topicPartition, String storeName, long startingOffset, long endingOffset);

    /** {@code numRestored} records, the last with offset {@code batchEndOffset}, were applied. */
    void onBatchRestored(TopicPartition topicPartition, String storeName, long batchEndOffset, long numRestored);

    /** The store is current after {@code totalRestored} records. */
    void onRestoreEnd(TopicPartition topicPartition, String storeName, long totalRestored);

    /** Restoration ended early, after {@code totalRestored} records, because the task left this instance. */
    default void onRestoreSuspended(TopicPartition topicPartition, String storeName, long totalRestored) {}
}

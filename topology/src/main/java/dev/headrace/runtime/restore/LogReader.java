package dev.headrace.runtime.restore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads many partitions at once, each from its start to its end, in the batches that the broker sends. Ends are compared
 * with the reader's position, never with the last record: aborted and control records have offsets too.
 */
final class LogReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, List<Replay>> replays = new HashMap<>();

    private long recordsRead;

    /** A reader through {@code consumer}, which belongs to no group and reads committed records. */
    LogReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Starts a replay. */
    void add(Replay replay) {
        List<Replay> same = replays.computeIfAbsent(replay.partition(), partition -> new ArrayList<>());
        same.add(replay);
        assign();
        consumer.seek(
                replay.partition(), same.stream().mapToLong(Replay::from).min().orElseThrow());
    }

    /** Forgets the replays of these partitions. */
    void removeIf(Predicate<Replay> gone) {
        replays.values().forEach(same -> same.removeIf(gone));
        replays.values().removeIf(List::isEmpty);
        assign();
    }

    /** Reads one batch, waiting at most {@code budget}; returns how many records came. */
    int advance(Duration budget) {
        if (replays.isEmpty()) {
            return 0;
        }
        ConsumerRecords<byte[], byte[]> batch;
        try {
            batch = consumer.poll(budget);
        } catch (OffsetOutOfRangeException e) {
            startOver(e.offsetOutOfRangePartitions().keySet());
            return 0;
        }
        for (TopicPartition partition : batch.partitions()) {
            for (Replay replay : replays.getOrDefault(partition, List.of())) {
                replay.accept(batch.records(partition));
            }
        }
        finishReached();
        recordsRead += batch.count();
        return batch.count();
    }

    /** The next offset to be read of a partition that is being read. */
    long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    boolean isIdle() {
        return replays.isEmpty();
    }

    /** How many records were read since the reader was made. */
    long recordsRead() {
        return recordsRead;
    }

    /** How many offsets are left to read. */
    long remaining() {
        long remaining = 0;
        for (Map.Entry<TopicPartition, List<Replay>> each : replays.entrySet()) {
            remaining += Math.max(0, each.getValue().get(0).end() - consumer.position(each.getKey()));
        }
        return remaining;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void finishReached() {
        boolean finished = false;
        for (Iterator<Map.Entry<TopicPartition, List<Replay>>> each =
                        replays.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<TopicPartition, List<Replay>> entry = each.next();
            long position = consumer.position(entry.getKey());
            if (entry.getValue().stream().allMatch(replay -> position >= replay.end())) {
                entry.getValue().forEach(Replay::done);
                each.remove();
                finished = true;
            }
        }
        if (finished) {
            assign();
        }
    }

    private void startOver(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            replays.getOrDefault(partition, List.of()).forEach(Replay::startOver);
        }
        consumer.beginningOffsets(partitions).forEach(consumer::seek);
    }

    private void assign() {
        consumer.assign(replays.keySet());
    }
}

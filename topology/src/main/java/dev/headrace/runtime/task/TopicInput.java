package dev.headrace.runtime.task;

import dev.headrace.processor.Record;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition of a topic, as a task reads it. */
public final class TopicInput extends Input {

    /** The plan of an epoch whose input ends nowhere. */
    public static final long NO_END = Long.MAX_VALUE;

    /** The time of a partition of which no record was taken. */
    public static final long NO_TIME = -1;

    private final TopicPartition partition;
    private final TopicSourceGraphNode source;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> queue = new ArrayDeque<>();

    private @Nullable ConsumerRecord<byte[], byte[]> headRaw;
    private @Nullable Record<Object, Object> head;
    private long endOffset = NO_END;
    private long fetchedTo;
    private boolean moreAtBroker;
    private long partitionTimeMs;
    private long takenCount;
    private long firstTaken;
    private long lastTaken;

    TopicInput(TopicPartition partition, TopicSourceGraphNode source, long nextOffset, long partitionTimeMs) {
        super(source);
        this.partition = partition;
        this.source = source;
        this.fetchedTo = nextOffset;
        this.partitionTimeMs = partitionTimeMs;
    }

    /** The partition. */
    public TopicPartition partition() {
        return partition;
    }

    /** Queues what was fetched. */
    public void enqueue(List<ConsumerRecord<byte[], byte[]>> records) {
        queue.addAll(records);
    }

    /**
     * Notes how far fetching has come.
     *
     * @param position the next offset to be fetched
     * @param more whether the broker is known to have more
     */
    public void fetched(long position, boolean more) {
        fetchedTo = position;
        moreAtBroker = more;
    }

    /** Plans the input to end before {@code offset}; {@link #NO_END} for nowhere. */
    public void planEnd(long offset) {
        endOffset = offset;
    }

    /** The end of the partition, if the plan asked for it. */
    public OptionalLong knownEnd() {
        return endOffset == NO_END ? OptionalLong.empty() : OptionalLong.of(endOffset);
    }

    /** The offset after the last record taken, or further where nothing but gaps follows. */
    public long nextOffset() {
        if (headRaw != null) {
            return headRaw.offset();
        }
        return queue.isEmpty() ? fetchedTo : queue.peek().offset();
    }

    /** How many records are queued. */
    public int queued() {
        return queue.size() + (headRaw == null ? 0 : 1);
    }

    /** How many records were taken since this was asked last. */
    public long drainTakenCount() {
        long count = takenCount;
        takenCount = 0;
        return count;
    }

    /** What was taken since {@link #drainTakenCount} was asked last; empty for nothing. */
    public Optional<String> taken() {
        if (takenCount == 0) {
            return Optional.empty();
        }
        return Optional.of(partition + "@" + firstTaken + (takenCount == 1 ? "" : " to @" + lastTaken));
    }

    /** The highest timestamp taken, {@link #NO_TIME} before the first. */
    public long partitionTimeMs() {
        return partitionTimeMs;
    }

    @Override
    boolean isReady() {
        while (head == null && !queue.isEmpty() && queue.peek().offset() < endOffset) {
            ConsumerRecord<byte[], byte[]> raw = queue.remove();
            head = source.decode(raw, partitionTimeMs);
            headRaw = head == null ? null : raw;
        }
        return head != null;
    }

    @Override
    long nextTimestampMs() {
        return head().timestamp();
    }

    @Override
    boolean isBehind() {
        return moreAtBroker && fetchedTo < endOffset;
    }

    @Override
    Record<Object, Object> take(CurrentRecord current) {
        Record<Object, Object> taken = head();
        ConsumerRecord<byte[], byte[]> raw = Objects.requireNonNull(headRaw);
        current.enter(raw);
        firstTaken = takenCount == 0 ? raw.offset() : firstTaken;
        lastTaken = raw.offset();
        head = null;
        headRaw = null;
        takenCount++;
        partitionTimeMs = Math.max(partitionTimeMs, taken.timestamp());
        return taken;
    }

    @Override
    boolean isPlanReached() {
        return nextOffset() >= endOffset;
    }

    private Record<Object, Object> head() {
        if (head == null) {
            throw new IllegalStateException("Nothing is ready in " + partition);
        }
        return head;
    }
}

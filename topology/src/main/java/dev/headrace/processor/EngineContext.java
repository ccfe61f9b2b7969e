package dev.headrace.processor;

import dev.headrace.common.RecordMetadata;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The context that the engine hands to every processor, with what operators that hold updates back until a commit need
 * beyond the contract of Kafka Streams.
 *
 * @param <KForward> type of the keys forwarded
 * @param <VForward> type of the values forwarded
 */
public interface EngineContext<KForward, VForward> extends ProcessorContext<KForward, VForward> {

    /**
     * Forwards {@code record} to every child as if it came of the input record that {@code origin} names.
     *
     * @param origin what {@link #recordMetadata()} was when the update was held back; null if there was no input record
     */
    <K extends KForward, V extends VForward> void forward(Record<K, V> record, @Nullable RecordMetadata origin);

    /** Whether tables forward one update per key and commit rather than every update, unless they say otherwise. */
    boolean emitsPerCommit();

    /**
     * Has {@code held} forward what it holds back at each commit, as a processor that implements {@link BufferedProcessor}
     * does without asking. Asking works also where a {@link ProcessorWrapper} has put something around the processor.
     */
    void beforeCommit(BufferedProcessor held);

    /** Counts a record that was dropped: there is nothing that could be done with it. */
    void droppedRecord();

    /** Counts a record that was dropped because the watermark had passed it. */
    void lateRecord();

    /** The open epoch. */
    EpochView epoch();

    /**
     * A say in the watermark of the query. Asked for in {@code init}.
     *
     * @param name unique in the topology
     * @param delayMs how far the watermark stays behind the highest event time, in milliseconds
     */
    WatermarkVote watermarkVote(String name, long delayMs);

    /**
     * Has the engine ask {@code closing} whether this operator holds anything that a watermark, in milliseconds since 1970,
     * makes final: then an epoch is run though there is no input. Asked for in {@code init}.
     */
    void closesAt(LongPredicate closing);
}

package dev.headrace.processor;

/**
 * One operator's say in the watermark of the query. What it proposes is the highest event time that it saw, minus its delay. The
 * watermark is the lowest, over all names, of the highest that any task proposed under that name; it takes effect in the epoch
 * after the one that proposed it, and never goes back. While nobody saw anything under some name, there is none.
 *
 * <p>Structured Streaming's rule, with its policy {@code min}.
 */
@FunctionalInterface
public interface WatermarkVote {

    /** Takes the event time of a row, in milliseconds since 1970, into account. */
    void saw(long eventTimeMs);
}

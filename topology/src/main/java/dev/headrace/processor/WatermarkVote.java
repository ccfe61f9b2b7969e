package dev.headrace.processor;

/**
 * One operator's say in the watermark of the query. The watermark is the lowest, over all names, of the highest that any task
 * proposed under that name; it takes effect in the epoch after the one that proposed it, and never goes back. While nobody
 * proposed anything under some name, there is none.
 *
 * <p>Structured Streaming's rule, with its policy {@code min}.
 */
@FunctionalInterface
public interface WatermarkVote {

    /** Proposes {@code timeMs}, the event time of a row minus the delay, in milliseconds since 1970. */
    void propose(long timeMs);
}

package dev.headrace.sink;

/**
 * What an epoch's staged output is and how it becomes visible. Only the sink understands it: the engine makes it durable in
 * the commit and hands it back, after a crash to another process. It stays part of the checkpoint until {@link
 * SinkWriter#publish} has returned for it.
 *
 * @param epoch the epoch whose output it is
 * @param json what the sink needs to publish it, as JSON text
 */
public record Receipt(long epoch, String json) {

    /** Of an epoch in which nothing was written: there is nothing to commit and nothing to publish. */
    public static final Receipt NOTHING = new Receipt(-1, "{}");

    /** Whether this is {@link #NOTHING}. */
    public boolean isNothing() {
        return equals(NOTHING);
    }
}

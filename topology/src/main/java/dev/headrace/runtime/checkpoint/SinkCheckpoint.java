package dev.headrace.runtime.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * The committed output of one sink of a task that is not yet known to be published.
 *
 * @param unpublished receipts in the order of their epochs
 */
public record SinkCheckpoint(List<Unpublished> unpublished) implements Checkpoint {

    /** Of a sink all of whose output is published. */
    public static final SinkCheckpoint EMPTY = new SinkCheckpoint(List.of());

    /** Copies the list. */
    public SinkCheckpoint {
        unpublished = List.copyOf(unpublished);
    }

    /** With the receipt of one more epoch. */
    public SinkCheckpoint with(long epoch, String receipt) {
        List<Unpublished> more = new ArrayList<>(unpublished);
        more.add(new Unpublished(epoch, receipt));
        return new SinkCheckpoint(more);
    }

    /** Without the receipts of {@code epoch} and all before it, which are published. */
    public SinkCheckpoint publishedUpTo(long epoch) {
        return new SinkCheckpoint(
                unpublished.stream().filter(receipt -> receipt.epoch() > epoch).toList());
    }

    /**
     * What an epoch staged.
     *
     * @param epoch that staged it
     * @param receipt as the sink wrote it
     */
    public record Unpublished(long epoch, String receipt) {}
}

package dev.headrace.testkit.simulation.broker;

import org.jspecify.annotations.Nullable;

/**
 * Who writes a batch: the producer's id and epoch, and its transactional id if it has one.
 *
 * @param producerId the id, or -1 for a producer that is not idempotent
 */
public record ProducerStamp(@Nullable String transactionalId, long producerId, short epoch) {

    /** The stamp of a producer without idempotence. */
    public static final ProducerStamp NONE = new ProducerStamp(null, -1, (short) -1);

    boolean isTransactional() {
        return transactionalId != null;
    }

    boolean isIdempotent() {
        return producerId >= 0;
    }
}

package dev.headrace.testkit.simulation.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.jspecify.annotations.Nullable;

/** What a partition remembers of its idempotent producers: their epoch and the last batches, to know a repeated one. */
final class ProducerSequences {

    private static final int BATCHES_REMEMBERED = 5;
    private static final int NO_SEQUENCE = -1;

    private final Map<Long, State> states = new HashMap<>();

    /**
     * Checks a batch and returns the offset that it got when it was written before, or -1 if it is new.
     *
     * @throws InvalidProducerEpochException if a newer epoch of the producer has written here
     * @throws OutOfOrderSequenceException if an earlier batch of the same epoch is missing
     */
    long offsetIfRepeated(ProducerStamp stamp, int baseSequence, int count) {
        State state = states.get(stamp.producerId());
        if (state == null) {
            return -1;
        }
        if (stamp.epoch() < state.epoch) {
            throw new InvalidProducerEpochException("Epoch of producer " + stamp.producerId() + " is " + stamp.epoch()
                    + " which is smaller than the last seen epoch " + state.epoch);
        }
        if (stamp.epoch() > state.epoch) {
            requireSequence(stamp, baseSequence, 0);
            return -1;
        }
        Batch repeated = state.find(baseSequence, count);
        if (repeated != null) {
            return repeated.baseOffset;
        }
        requireSequence(stamp, baseSequence, state.lastSequence == NO_SEQUENCE ? 0 : next(state.lastSequence, 1));
        return -1;
    }

    private static void requireSequence(ProducerStamp stamp, int sequence, int expected) {
        if (sequence != expected) {
            throw new OutOfOrderSequenceException("Out of order sequence number for producer " + stamp.producerId()
                    + " at epoch " + stamp.epoch() + ": " + sequence + " (incoming), " + expected + " (expected)");
        }
    }

    void written(ProducerStamp stamp, int baseSequence, int count, long baseOffset) {
        State state = states.computeIfAbsent(stamp.producerId(), id -> new State());
        state.enter(stamp.epoch());
        state.lastSequence = next(baseSequence, count - 1);
        state.remember(new Batch(baseSequence, count, baseOffset));
    }

    void markerWritten(long producerId, short epoch) {
        states.computeIfAbsent(producerId, id -> new State()).enter(epoch);
    }

    /**
     * The epoch last seen of a producer.
     *
     * @throws InvalidProducerEpochException if it is newer than {@code epoch}
     */
    void requireCurrent(long producerId, short epoch) {
        State state = states.get(producerId);
        if (state != null && epoch < state.epoch) {
            throw new InvalidProducerEpochException("Epoch of producer " + producerId + " is " + epoch
                    + " which is smaller than the last seen epoch " + state.epoch);
        }
    }

    private static int next(int sequence, int increment) {
        return sequence > Integer.MAX_VALUE - increment
                ? increment - (Integer.MAX_VALUE - sequence) - 1
                : sequence + increment;
    }

    private record Batch(int baseSequence, int count, long baseOffset) {}

    private static final class State {

        private final Batch[] batches = new Batch[BATCHES_REMEMBERED];
        private int written;
        private short epoch = -1;
        private int lastSequence = NO_SEQUENCE;

        void enter(short newEpoch) {
            if (newEpoch > epoch) {
                epoch = newEpoch;
                lastSequence = NO_SEQUENCE;
                written = 0;
            }
        }

        void remember(Batch batch) {
            batches[written % BATCHES_REMEMBERED] = batch;
            written++;
        }

        @Nullable
        Batch find(int baseSequence, int count) {
            for (int i = Math.max(0, written - BATCHES_REMEMBERED); i < written; i++) {
                Batch batch = batches[i % BATCHES_REMEMBERED];
                if (batch.baseSequence == baseSequence && batch.count == count) {
                    return batch;
                }
            }
            return null;
        }
    }
}

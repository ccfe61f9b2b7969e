package dev.headrace.connect;

import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import dev.headrace.sink.InputRange;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkPlacement;
import dev.headrace.sink.SinkWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hands over the rows of each epoch at once, with the number of the epoch, before it is committed. After a crash in between
 * the same rows come again under the same number: whoever notes the number together with what he does with the rows does it
 * once.
 */
public final class BatchSink implements Sink<Object, Row> {

    private static final String NOT_PLANNED =
            "nothing is planned there, so the rows of a batch that is repeated would be"
                    + " others under the same number. Use Trigger.processingTime(..), or another sink";

    private final String description;
    private final Optional<String> whyNotContinuous;
    private final BatchAction action;

    private BatchSink(String description, Optional<String> whyNotContinuous, BatchAction action) {
        this.description = description;
        this.whyNotContinuous = whyNotContinuous;
        this.action = action;
    }

    /**
     * A sink whose batches have the same rows when they come again.
     *
     * @param description what becomes of the rows, in a few words for people
     */
    public static BatchSink ofBatches(String description, BatchAction action) {
        return new BatchSink(description, Optional.of(NOT_PLANNED), action);
    }

    /**
     * A sink that takes rows one by one, which may come again in other batches under a continuous trigger.
     *
     * @param description what becomes of the rows, in a few words for people
     */
    public static BatchSink ofRows(String description, BatchAction action) {
        return new BatchSink(description, Optional.empty(), action);
    }

    /** What is done with the rows of an epoch. */
    @FunctionalInterface
    public interface BatchAction {

        /**
         * Takes the rows of an epoch; called on one thread.
         *
         * @param epoch its number, from 0; epochs without rows are left out
         * @throws Exception if it cannot: then the epoch is not committed, and comes again
         */
        void take(List<Row> rows, long epoch) throws Exception;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public Optional<String> whyNotContinuous() {
        return whyNotContinuous;
    }

    @Override
    public SinkPlacement placement() {
        return SinkPlacement.GATHERED;
    }

    @Override
    public SinkWriter<Object, Row> writer(SinkContext context) {
        return new Writer();
    }

    private final class Writer implements SinkWriter<Object, Row> {

        private List<Row> rows = new ArrayList<>();

        @Override
        public void write(Record<Object, Row> record) {
            if (record.value() != null) {
                rows.add(record.value());
            }
        }

        @Override
        public Receipt stage(long epoch, List<InputRange> inputs) throws IOException {
            List<Row> batch = rows;
            rows = new ArrayList<>();
            if (batch.isEmpty()) {
                return Receipt.NOTHING;
            }
            try {
                action.take(List.copyOf(batch), epoch);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(
                        "Cannot hand over epoch " + epoch + " to " + description + ": " + e.getMessage(), e);
            }
            return Receipt.NOTHING;
        }

        @Override
        public void publish(Receipt receipt) {}

        @Override
        public void rollback(List<Receipt> uncommitted) {
            rows.clear();
        }

        @Override
        public void sweep(List<Receipt> committed) {}

        @Override
        public void close() {}
    }
}

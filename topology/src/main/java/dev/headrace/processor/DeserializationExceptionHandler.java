package dev.headrace.processor;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

/** Decides about input records that cannot be deserialised. */
public interface DeserializationExceptionHandler extends Configurable {

    /**
     * The older form of {@link #handleError}.
     *
     * @deprecated implement {@link #handleError}
     */
    @Deprecated
    default DeserializationHandlerResponse handle(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        throw new UnsupportedOperationException(
                "Cannot handle a failed record: " + getClass().getName() + " does not implement handleError");
    }

    /** Decides whether to drop the record or to fail, and what goes to dead-letter topics. */
    default Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return switch (handle(context, record, exception)) {
            case CONTINUE -> Response.resume();
            case FAIL -> Response.fail();
        };
    }

    /**
     * The answers of {@link #handle}.
     *
     * @deprecated use {@link Response}
     */
    @Deprecated
    enum DeserializationHandlerResponse {
        /** Drop the record and go on. */
        CONTINUE(0, "CONTINUE"),
        /** Fail. */
        FAIL(1, "FAIL");

        /** A permanent name. */
        public final String name;

        /** A permanent number. */
        public final int id;

        DeserializationHandlerResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** What is to happen. */
    enum Result {
        /** Drop the record and go on. */
        RESUME(0, "RESUME"),
        /** Fail. */
        FAIL(1, "FAIL");

        /** A permanent name. */
        public final String name;

        /** A permanent number. */
        public final int id;

        Result(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** What is to happen, and what goes to dead-letter topics. */
    class Response {

        private final Result result;
        private final List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords;

        private Response(Result result, @Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            this.result = result;
            this.deadLetterQueueRecords =
                    deadLetterQueueRecords == null ? List.of() : List.copyOf(deadLetterQueueRecords);
        }

        /** Fail, and send the dead letters first if they can be sent. */
        public static Response fail(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.FAIL, deadLetterQueueRecords);
        }

        /** Fail. */
        public static Response fail() {
            return new Response(Result.FAIL, List.of());
        }

        /** Drop the record, send the dead letters in the same commit and go on. */
        public static Response resume(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.RESUME, deadLetterQueueRecords);
        }

        /** Drop the record and go on. */
        public static Response resume() {
            return new Response(Result.RESUME, List.of());
        }

        /** What is to happen. */
        public Result result() {
            return result;
        }

        /** What goes to dead-letter topics; cannot be changed. */
        public List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords() {
            return deadLetterQueueRecords;
        }
    }
}

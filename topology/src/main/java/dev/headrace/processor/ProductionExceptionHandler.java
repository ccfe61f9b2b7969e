package dev.headrace.processor;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

/** Decides about outgoing records that cannot be serialised or sent. */
public interface ProductionExceptionHandler extends Configurable {

    /**
     * The oldest form of {@link #handleError}.
     *
     * @deprecated implement {@link #handleError}
     */
    @Deprecated
    default ProductionExceptionHandlerResponse handle(ProducerRecord<byte[], byte[]> record, Exception exception) {
        throw new UnsupportedOperationException("Cannot handle a record that was not sent: "
                + getClass().getName() + " does not implement handleError");
    }

    /**
     * An older form of {@link #handleError}.
     *
     * @deprecated implement {@link #handleError}
     */
    @Deprecated
    default ProductionExceptionHandlerResponse handle(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return handle(record, exception);
    }

    /** Decides whether to drop a record that could not be sent, to fail or to try again. */
    default Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return Response.of(handle(context, record, exception));
    }

    /**
     * The oldest form of {@link #handleSerializationError}.
     *
     * @deprecated implement {@link #handleSerializationError}
     */
    @Deprecated
    @SuppressWarnings("rawtypes")
    default ProductionExceptionHandlerResponse handleSerializationException(
            ProducerRecord record, Exception exception) {
        return ProductionExceptionHandlerResponse.FAIL;
    }

    /**
     * An older form of {@link #handleSerializationError}.
     *
     * @deprecated implement {@link #handleSerializationError}
     */
    @Deprecated
    @SuppressWarnings("rawtypes")
    default ProductionExceptionHandlerResponse handleSerializationException(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return handleSerializationException(record, exception);
    }

    /** Decides whether to drop a record that could not be serialised or to fail. Trying again counts as failing. */
    @SuppressWarnings("rawtypes")
    default Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.of(handleSerializationException(context, record, exception, origin));
    }

    /**
     * The answers of the older forms.
     *
     * @deprecated use {@link Response}
     */
    @Deprecated
    enum ProductionExceptionHandlerResponse {
        /** Drop the record and go on. */
        CONTINUE(0, "CONTINUE"),
        /** Fail. */
        FAIL(1, "FAIL"),
        /** Try again. */
        RETRY(2, "RETRY");

        /** A permanent name. */
        public final String name;

        /** A permanent number. */
        public final int id;

        ProductionExceptionHandlerResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** What is to happen. */
    enum Result {
        /** Drop the record and go on. */
        RESUME(0, "RESUME"),
        /** Fail. */
        FAIL(1, "FAIL"),
        /** Try again. */
        RETRY(2, "RETRY");

        /** A permanent name. */
        public final String name;

        /** A permanent number. */
        public final int id;

        Result(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** Which part of a record could not be serialised. */
    enum SerializationExceptionOrigin {
        /** The key. */
        KEY,
        /** The value. */
        VALUE
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

        /** Try again. */
        public static Response retry() {
            return new Response(Result.RETRY, List.of());
        }

        private static Response of(ProductionExceptionHandlerResponse response) {
            return switch (response) {
                case CONTINUE -> resume();
                case FAIL -> fail();
                case RETRY -> retry();
            };
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

package dev.headrace.processor;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;

/** Tries again what may succeed then, and fails otherwise. The default. */
public class DefaultProductionExceptionHandler implements ProductionExceptionHandler {

    private DeadLetterTopic deadLetters = DeadLetterTopic.NONE;

    public DefaultProductionExceptionHandler() {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return exception instanceof RetriableException
                ? Response.retry()
                : Response.fail(deadLetters.lettersFor(context, exception));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail(deadLetters.lettersFor(context, exception));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetterTopic.of(configs);
    }
}

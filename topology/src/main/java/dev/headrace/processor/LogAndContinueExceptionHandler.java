package dev.headrace.processor;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and drops input records that cannot be deserialised; they go to the dead-letter topic if there is one. */
public class LogAndContinueExceptionHandler implements DeserializationExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LogAndContinueExceptionHandler.class);

    private DeadLetterTopic deadLetters = DeadLetterTopic.NONE;

    public LogAndContinueExceptionHandler() {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        LOG.warn(
                "Task {} dropped {}-{}@{}: it cannot be deserialised",
                context.taskId(),
                record.topic(),
                record.partition(),
                record.offset(),
                exception);
        return Response.resume(deadLetters.lettersFor(context, exception));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetterTopic.of(configs);
    }
}

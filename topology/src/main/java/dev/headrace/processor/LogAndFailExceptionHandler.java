package dev.headrace.processor;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs input records that cannot be deserialised and fails. The default. */
public class LogAndFailExceptionHandler implements DeserializationExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LogAndFailExceptionHandler.class);

    private DeadLetterTopic deadLetters = DeadLetterTopic.NONE;

    public LogAndFailExceptionHandler() {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        LOG.error(
                "Task {} failed on {}-{}@{}: it cannot be deserialised",
                context.taskId(),
                record.topic(),
                record.partition(),
                record.offset(),
                exception);
        return Response.fail(deadLetters.lettersFor(context, exception));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetterTopic.of(configs);
    }
}

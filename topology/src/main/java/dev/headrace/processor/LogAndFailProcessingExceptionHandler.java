package dev.headrace.processor;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs records at which a processor fails, and fails. The default. */
public class LogAndFailProcessingExceptionHandler implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LogAndFailProcessingExceptionHandler.class);

    private DeadLetterTopic deadLetters = DeadLetterTopic.NONE;

    public LogAndFailProcessingExceptionHandler() {}

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        LOG.error(
                "Task {} failed in processor '{}' on {}-{}@{}",
                context.taskId(),
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                exception);
        return Response.fail(deadLetters.lettersFor(context, exception));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetterTopic.of(configs);
    }
}

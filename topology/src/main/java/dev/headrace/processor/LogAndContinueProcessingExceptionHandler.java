package dev.headrace.processor;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and drops records at which a processor fails; they go to the dead-letter topic if there is one. */
public class LogAndContinueProcessingExceptionHandler implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LogAndContinueProcessingExceptionHandler.class);

    private DeadLetterTopic deadLetters = DeadLetterTopic.NONE;

    public LogAndContinueProcessingExceptionHandler() {}

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        LOG.warn(
                "Task {} dropped what processor '{}' failed on, from {}-{}@{}",
                context.taskId(),
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                exception);
        return Response.resume(deadLetters.lettersFor(context, exception));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetterTopic.of(configs);
    }
}

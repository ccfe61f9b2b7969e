package dev.headrace.processor;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The topic that takes records which could not be processed, if one is set. A dead letter holds key, value and headers of the
 * input record, and the failure in further headers.
 */
record DeadLetterTopic(@Nullable String name) {

    static final String OPTION = "errors.dead.letter.queue.topic.name";
    static final DeadLetterTopic NONE = new DeadLetterTopic(null);

    static DeadLetterTopic of(Map<String, ?> configs) {
        Object name = configs.get(OPTION);
        return name == null ? NONE : new DeadLetterTopic(name.toString());
    }

    /** The dead letter for a failure; none if there is no such topic. */
    List<ProducerRecord<byte[], byte[]>> lettersFor(ErrorHandlerContext context, Exception exception) {
        if (name == null) {
            return List.of();
        }
        // The producer refuses negative timestamps and takes null for "now".
        Long timestamp = context.timestamp() < 0 ? null : context.timestamp();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(name, null, timestamp, context.sourceRawKey(), context.sourceRawValue());
        for (Header header : context.headers()) {
            letter.headers().add(header);
        }
        add(letter.headers(), "exception", exception.getClass().getName());
        add(letter.headers(), "message", exception.getMessage());
        add(letter.headers(), "stacktrace", stackTraceOf(exception));
        add(letter.headers(), "topic", context.topic());
        add(letter.headers(), "partition", String.valueOf(context.partition()));
        add(letter.headers(), "offset", String.valueOf(context.offset()));
        return List.of(letter);
    }

    private static void add(Headers headers, String what, @Nullable String value) {
        headers.add("__streams.errors." + what, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private static String stackTraceOf(Exception exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}

package dev.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.common.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ExceptionHandlerTest {

    private static final Map<String, ?> WITH_DEAD_LETTERS = Map.of("errors.dead.letter.queue.topic.name", "dead");

    private final At context = new At(77L);
    private final ConsumerRecord<byte[], byte[]> input =
            new ConsumerRecord<>("orders", 3, 1042, bytes("k"), bytes("v"));
    private final ProducerRecord<byte[], byte[]> output = new ProducerRecord<>("sums", bytes("k"), bytes("v"));

    @Test
    void dropsARecordAndSendsItToTheDeadLetterTopic() {
        LogAndContinueExceptionHandler handler = new LogAndContinueExceptionHandler();
        handler.configure(WITH_DEAD_LETTERS);

        DeserializationExceptionHandler.Response response =
                handler.handleError(context, input, new IllegalArgumentException("bad byte"));

        assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
        ProducerRecord<byte[], byte[]> letter = onlyOne(response.deadLetterQueueRecords());
        assertThat(letter.topic()).isEqualTo("dead");
        assertThat(letter.key()).isEqualTo(bytes("raw-key"));
        assertThat(letter.value()).isEqualTo(bytes("raw-value"));
        assertThat(letter.timestamp()).isEqualTo(77L);
        Map<String, String> headers = texts(letter.headers());
        assertThat(headers)
                .containsEntry("trace", "t1")
                .containsEntry("__streams.errors.exception", "java.lang.IllegalArgumentException")
                .containsEntry("__streams.errors.message", "bad byte")
                .containsEntry("__streams.errors.topic", "orders")
                .containsEntry("__streams.errors.partition", "3")
                .containsEntry("__streams.errors.offset", "1042");
        assertThat(headers.get("__streams.errors.stacktrace"))
                .contains("bad byte", getClass().getName());
    }

    @Test
    void writesADeadLetterForAFailureWithoutMessageOrTimestamp() {
        LogAndFailProcessingExceptionHandler handler = new LogAndFailProcessingExceptionHandler();
        handler.configure(WITH_DEAD_LETTERS);

        ProcessingExceptionHandler.Response response =
                handler.handleError(new At(-1L), new Record<>("k", "v", 0L), new IllegalStateException());

        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        ProducerRecord<byte[], byte[]> letter = onlyOne(response.deadLetterQueueRecords());
        assertThat(letter.timestamp()).isNull();
        assertThat(texts(letter.headers())).containsEntry("__streams.errors.message", null);
    }

    @Test
    void sendsNoDeadLetterUnlessATopicIsSet() {
        LogAndContinueProcessingExceptionHandler handler = new LogAndContinueProcessingExceptionHandler();
        handler.configure(Map.of());

        ProcessingExceptionHandler.Response response =
                handler.handleError(context, new Record<>("k", "v", 0L), new IllegalStateException());

        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void triesAgainOnlyWhatMaySucceedThen() {
        DefaultProductionExceptionHandler handler = new DefaultProductionExceptionHandler();

        assertThat(handler.handleError(context, output, new TimeoutException()).result())
                .isEqualTo(ProductionExceptionHandler.Result.RETRY);
        assertThat(handler.handleError(context, output, new RecordTooLargeException())
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void takesTheAnswersOfHandlersWrittenInTheOlderForm() {
        assertThat(new OlderHandler()
                        .handleError(context, output, new TimeoutException())
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(new OlderHandler()
                        .handleSerializationError(
                                context,
                                output,
                                new TimeoutException(),
                                ProductionExceptionHandler.SerializationExceptionOrigin.KEY)
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(new OlderInputHandler()
                        .handleError(context, input, new TimeoutException())
                        .result())
                .isEqualTo(DeserializationExceptionHandler.Result.RESUME);
    }

    @Test
    void saysThatAHandlerDoesNotHandle() {
        ProcessingExceptionHandler handler = configs -> {};

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> handler.handleError(context, new Record<>("k", "v", 0L), new TimeoutException()))
                .withMessageContaining("handleError");
    }

    private static ProducerRecord<byte[], byte[]> onlyOne(List<ProducerRecord<byte[], byte[]>> letters) {
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(header -> texts.put(
                header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("deprecation")
    private static final class OlderHandler implements ProductionExceptionHandler {

        @Override
        public ProductionExceptionHandlerResponse handle(ProducerRecord<byte[], byte[]> record, Exception exception) {
            return ProductionExceptionHandlerResponse.CONTINUE;
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    @SuppressWarnings("deprecation")
    private static final class OlderInputHandler implements DeserializationExceptionHandler {

        @Override
        public DeserializationHandlerResponse handle(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            return DeserializationHandlerResponse.CONTINUE;
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    private record At(long timestamp) implements ErrorHandlerContext {

        @Override
        public String topic() {
            return "orders";
        }

        @Override
        public int partition() {
            return 3;
        }

        @Override
        public long offset() {
            return 1042;
        }

        @Override
        public Headers headers() {
            return new RecordHeaders().add("trace", bytes("t1"));
        }

        @Override
        public String processorNodeId() {
            return "sum-by-key";
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, 3);
        }

        @Override
        public byte[] sourceRawKey() {
            return bytes("raw-key");
        }

        @Override
        public byte[] sourceRawValue() {
            return bytes("raw-value");
        }
    }
}

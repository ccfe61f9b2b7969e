package dev.headrace.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.common.RecordMetadata;
import dev.headrace.common.TaskId;
import org.junit.jupiter.api.Test;

class ProcessorFailedExceptionTest {

    private final IllegalStateException cause = new IllegalStateException("user code");

    @Test
    void namesProcessorAndRecord() {
        RecordMetadata at = new At("orders", 3, 1042);

        ProcessorFailedException failed = new ProcessorFailedException("sum-by-key", at, new TaskId(0, 3), cause);

        assertThat(failed)
                .hasMessage("Processor 'sum-by-key' failed on orders-3@1042")
                .hasCause(cause);
        assertThat(failed.processorName()).isEqualTo("sum-by-key");
        assertThat(failed.recordMetadata()).contains(at);
        assertThat(failed.taskId()).contains(new TaskId(0, 3));
    }

    @Test
    void namesTheProcessorAloneIfNoRecordWasProcessed() {
        ProcessorFailedException failed = new ProcessorFailedException("sum-by-key", null, null, cause);

        assertThat(failed).hasMessage("Processor 'sum-by-key' failed");
        assertThat(failed.recordMetadata()).isEmpty();
        assertThat(failed.taskId()).isEmpty();
    }

    private record At(String topic, int partition, long offset) implements RecordMetadata {}
}

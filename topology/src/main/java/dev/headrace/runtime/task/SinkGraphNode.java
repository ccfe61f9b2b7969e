package dev.headrace.runtime.task;

import dev.headrace.processor.Record;
import dev.headrace.sink.SinkWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Where records leave for a sink of its own kind. */
final class SinkGraphNode extends GraphNode {

    private final SinkWriter<Object, Object> writer;
    private final TaskCounters.Count written;
    private final FailurePolicy failures;

    SinkGraphNode(String name, SinkWriter<Object, Object> writer, TaskCounters counters, FailurePolicy failures) {
        super(name);
        this.writer = writer;
        this.written = counters.written(name);
        this.failures = failures;
    }

    @Override
    void process(Record<Object, Object> record) {
        try {
            writer.write(record);
        } catch (IOException e) {
            throw failures.failed(
                    name(), new UncheckedIOException("Cannot write to sink " + name() + ": " + e.getMessage(), e));
        } catch (RuntimeException e) {
            throw failures.failed(name(), e);
        }
        written.add();
    }
}

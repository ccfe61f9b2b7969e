package dev.headrace.runtime.task;

import dev.headrace.errors.ProcessorFailedException;
import dev.headrace.processor.BufferedProcessor;
import dev.headrace.processor.Processor;
import dev.headrace.processor.Punctuator;
import dev.headrace.processor.Record;

/** A node that runs a processor of the user's or an operator. */
final class ProcessorGraphNode extends GraphNode {

    private final Processor<Object, Object, Object, Object> processor;
    private final NodeContext context;
    private final FailurePolicy failures;
    private BufferedProcessor held = () -> {};

    ProcessorGraphNode(
            String name,
            Processor<Object, Object, Object, Object> processor,
            NodeContext.Maker contexts,
            FailurePolicy failures) {
        super(name);
        this.processor = processor;
        this.context = contexts.contextOf(this);
        this.failures = failures;
    }

    @Override
    void open() {
        if (processor instanceof BufferedProcessor buffered) {
            held = buffered;
        }
        processor.init(context);
    }

    @Override
    void beforeCommit(BufferedProcessor held) {
        this.held = held;
    }

    @Override
    void process(Record<Object, Object> record) {
        try {
            processor.process(record);
        } catch (ProcessorFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            failures.processingFailed(name(), record, e);
        }
    }

    @Override
    void forwardBuffered() {
        try {
            held.forwardBuffered();
        } catch (ProcessorFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.failed(name(), e);
        }
    }

    @Override
    void punctuate(Punctuator punctuator, long timestampMs) {
        try {
            punctuator.punctuate(timestampMs);
        } catch (ProcessorFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.failed(name(), e);
        }
    }

    @Override
    void close() {
        processor.close();
    }
}

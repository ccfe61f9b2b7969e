package dev.headrace.topology;

import dev.headrace.processor.BufferedProcessor;
import dev.headrace.processor.FixedKeyProcessor;
import dev.headrace.processor.InternalFixedKeyRecordFactory;
import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;

/** Runs a fixed-key processor as a plain one. */
class FixedKeyAdapter<K, VIn, VOut> implements Processor<K, VIn, K, VOut> {

    private final FixedKeyProcessor<K, VIn, VOut> processor;

    FixedKeyAdapter(FixedKeyProcessor<K, VIn, VOut> processor) {
        this.processor = processor;
    }

    @Override
    public void init(ProcessorContext<K, VOut> context) {
        processor.init(new FixedKeyContextAdapter<>(context));
    }

    @Override
    public void process(Record<K, VIn> record) {
        processor.process(InternalFixedKeyRecordFactory.create(record));
    }

    @Override
    public void close() {
        processor.close();
    }

    /** Runs a fixed-key processor that holds updates back until a commit. */
    static final class Buffered<K, VIn, VOut> extends FixedKeyAdapter<K, VIn, VOut> implements BufferedProcessor {

        private final BufferedProcessor buffered;

        Buffered(FixedKeyProcessor<K, VIn, VOut> processor, BufferedProcessor buffered) {
            super(processor);
            this.buffered = buffered;
        }

        @Override
        public void forwardBuffered() {
            buffered.forwardBuffered();
        }
    }
}

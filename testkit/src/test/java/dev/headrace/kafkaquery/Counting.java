package dev.headrace.kafkaquery;

import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import dev.headrace.state.KeyValueStore;

/** Counts records by key and forwards every count. */
final class Counting implements Processor<String, String, String, Long> {

    static final String STORE = "counts";

    private ProcessorContext<String, Long> context;
    private KeyValueStore<String, Long> counts;

    @Override
    public void init(ProcessorContext<String, Long> context) {
        this.context = context;
        this.counts = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, String> record) {
        Long before = counts.get(record.key());
        long now = before == null ? 1 : before + 1;
        counts.put(record.key(), now);
        context.forward(record.withValue(now));
    }
}

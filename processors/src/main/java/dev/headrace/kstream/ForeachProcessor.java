package dev.headrace.kstream;

import dev.headrace.processor.Processor;
import dev.headrace.processor.Record;

/** Does something with each record: the end of a branch of a topology that is described node by node. */
public class ForeachProcessor<K, V> implements Processor<K, V, Void, Void> {

    private final ForeachAction<K, V> action;

    public ForeachProcessor(ForeachAction<K, V> action) {
        this.action = action;
    }

    @Override
    @SuppressWarnings("NullAway") // a key or value is null where those of the stream are
    public void process(Record<K, V> record) {
        action.apply(record.key(), record.value());
    }
}

package dev.headrace.topology;

import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.processor.Record;
import dev.headrace.state.StoreBuilder;
import java.util.Set;

/** A processor that does nothing. */
final class Discarding implements Processor<Object, Object, Object, Object> {

    @Override
    public void process(Record<Object, Object> record) {}

    /** Supplies such processors, which use these stores. */
    static ProcessorSupplier<Object, Object, Object, Object> using(StoreBuilder<?>... stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<Object, Object, Object, Object> get() {
                return new Discarding();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(stores);
            }
        };
    }
}

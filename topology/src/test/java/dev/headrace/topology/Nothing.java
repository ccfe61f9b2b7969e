package dev.headrace.topology;

import dev.headrace.processor.Processor;
import dev.headrace.processor.Record;

/** A processor that maintains nothing. */
final class Nothing implements Processor<Object, Object, Void, Void> {

    @Override
    public void process(Record<Object, Object> record) {}
}

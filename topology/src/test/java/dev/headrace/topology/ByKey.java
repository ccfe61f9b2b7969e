package dev.headrace.topology;

import dev.headrace.processor.RecordContext;
import dev.headrace.processor.TopicNameExtractor;

/** Sends a record to the topic that its key names. */
final class ByKey implements TopicNameExtractor<Object, Object> {

    @Override
    public String extract(Object key, Object value, RecordContext recordContext) {
        return String.valueOf(key);
    }

    @Override
    public String toString() {
        return "by key";
    }
}

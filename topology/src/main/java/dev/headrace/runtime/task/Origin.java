package dev.headrace.runtime.task;

import dev.headrace.common.RecordMetadata;

/** The input record that is being processed. */
record Origin(String topic, int partition, long offset) implements RecordMetadata {

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}

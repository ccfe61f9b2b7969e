package dev.headrace.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Uses the timestamp that the record carries; subclasses say what to do if it is negative. */
abstract class ExtractRecordMetadataTimestamp implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long timestamp = record.timestamp();
        return timestamp < 0 ? onInvalidTimestamp(record, timestamp, partitionTime) : timestamp;
    }

    /** The timestamp to use for a record that carries a negative one. */
    public abstract long onInvalidTimestamp(
            ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime);
}

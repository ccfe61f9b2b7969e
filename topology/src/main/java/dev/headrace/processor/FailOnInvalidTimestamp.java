package dev.headrace.processor;

import dev.headrace.errors.StreamsException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Uses the timestamp that the record carries and fails if it is negative. The default. */
public class FailOnInvalidTimestamp extends ExtractRecordMetadataTimestamp {

    public FailOnInvalidTimestamp() {}

    @Override
    public long onInvalidTimestamp(ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime)
            throws StreamsException {
        throw new StreamsException("Cannot process " + record.topic() + "-" + record.partition() + "@" + record.offset()
                + ": its timestamp " + recordTimestamp
                + " ms is negative; use another TimestampExtractor for this data");
    }
}

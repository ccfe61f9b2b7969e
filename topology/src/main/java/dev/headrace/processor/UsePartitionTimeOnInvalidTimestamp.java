package dev.headrace.processor;

import dev.headrace.errors.StreamsException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Uses the timestamp that the record carries, or the largest one seen in its partition if it is negative. */
public class UsePartitionTimeOnInvalidTimestamp extends ExtractRecordMetadataTimestamp {

    public UsePartitionTimeOnInvalidTimestamp() {}

    @Override
    public long onInvalidTimestamp(ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime)
            throws StreamsException {
        if (partitionTime < 0) {
            throw new StreamsException("Cannot infer a timestamp for " + record.topic() + "-" + record.partition() + "@"
                    + record.offset() + ": no record before it in its partition has one");
        }
        return partitionTime;
    }
}

package dev.headrace.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Says when what a record tells of happened. */
@FunctionalInterface
public interface TimestampExtractor {

    /**
     * The timestamp of a record in milliseconds since 1970. A record with a negative one is dropped.
     *
     * @param record the record, deserialised
     * @param partitionTime the largest timestamp seen in the record's partition; -1 before the first
     */
    long extract(ConsumerRecord<Object, Object> record, long partitionTime);
}

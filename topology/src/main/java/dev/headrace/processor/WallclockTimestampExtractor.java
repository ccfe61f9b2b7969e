package dev.headrace.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Uses the time at which a record is processed.
 *
 * <p>The engine recognises this class and uses its own clock in its place, so that a test sees the time that it set.
 */
public class WallclockTimestampExtractor implements TimestampExtractor {

    public WallclockTimestampExtractor() {}

    /** The time of the system's clock; reached only by code that calls an extractor itself, since the engine does not. */
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return System.currentTimeMillis();
    }
}

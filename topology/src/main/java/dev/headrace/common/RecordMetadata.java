package dev.headrace.common;

/** Where an input record came from. */
public interface RecordMetadata {

    /** The topic, or the name of the source if it is not Kafka. */
    String topic();

    /** The partition in the topic, counted from 0. */
    int partition();

    /** The offset in the partition. */
    long offset();
}

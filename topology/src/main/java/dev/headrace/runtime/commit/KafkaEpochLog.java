package dev.headrace.runtime.commit;

import dev.headrace.kafka.RecordSender;

/** A commit log in Kafka, through which output leaves for topics too. */
public interface KafkaEpochLog extends EpochLog {

    /** Where tasks send records while an epoch is open; the first send begins what {@link #commit} ends. */
    RecordSender sender();
}

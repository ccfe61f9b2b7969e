package dev.headrace.benchmarks.contestant;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a {@link BareLoop} does with records. */
interface BareWork {

    /** Processes a record; a transaction is open. */
    void process(ConsumerRecord<String, String> record);

    /** Sends what the transaction should hold and was not sent yet. */
    void beforeCommit();
}

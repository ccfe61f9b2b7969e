package dev.headrace.benchmarks.contestant;

import dev.headrace.benchmarks.load.Purchases;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends purchases without their names. */
final class BareFilterMap implements BareWork {

    private final Producer<String, String> producer;
    private final String outputTopic;

    BareFilterMap(Producer<String, String> producer, String outputTopic) {
        this.producer = producer;
        this.outputTopic = outputTopic;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the commit reports what could not be sent
    public void process(ConsumerRecord<String, String> record) {
        if (Purchases.isPurchase(record.value())) {
            producer.send(new ProducerRecord<>(
                    outputTopic, null, record.timestamp(), record.key(), Purchases.withoutName(record.value())));
        }
    }

    @Override
    public void beforeCommit() {}
}

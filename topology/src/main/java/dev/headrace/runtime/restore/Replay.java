package dev.headrace.runtime.restore;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One partition that is read from a position to an end, and who takes what is read. */
interface Replay {

    /** What is read. */
    TopicPartition partition();

    /** Where reading begins. */
    long from();

    /** Reading is done when the position has reached this; control records count. */
    long end();

    /** Takes committed records, in order. */
    void accept(List<ConsumerRecord<byte[], byte[]>> records);

    /** The log no longer reaches back to where reading stood: what was taken is void, reading begins again. */
    void startOver();

    /** The end was reached. */
    void done();
}

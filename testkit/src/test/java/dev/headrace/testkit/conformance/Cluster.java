package dev.headrace.testkit.conformance;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** A Kafka, real or simulated, with the few things that take time in one and a call in the other. */
interface Cluster {

    Producer<byte[], byte[]> producer(Map<String, Object> config);

    Consumer<byte[], byte[]> consumer(Map<String, Object> config);

    /** A consumer without a group that others use too; assign it anew. */
    Consumer<byte[], byte[]> sharedReader(boolean readCommitted);

    Admin admin();

    /** How long a poll may wait for something that will surely come. */
    Duration patience();

    /** Returns when the markers of all decided transactions are written. */
    void awaitMarkers(Collection<String> transactionalIds);

    /** Returns when the coordinator has aborted the open transaction of an id. */
    void awaitTransactionTimeout(String transactionalId, Duration timeout);

    /** Lets time pass after which a member that did not poll is out; false if it is still in. */
    boolean passPollInterval(String groupId, String clientId, Duration interval);

    /** Makes the next commit of an impatient producer time out, if that is not up to chance anyway. */
    void beforeImpatientCommit();

    /** Lets the log cleaner run; false if it has not done its work yet. */
    boolean compact(TopicPartition partition);

    /** Milliseconds since 1970 by the cluster's clock. */
    long nowMs();
}

package dev.headrace.streaming;

import dev.headrace.common.HostInfo;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** One instance of an application and what it holds, as of the moment it was asked for. */
public interface StreamsMetadata {

    /** Where the instance can be reached: its {@code application.server}. */
    HostInfo hostInfo();

    /** The stores that it has active tasks of. */
    Set<String> stateStoreNames();

    /** The partitions that its active tasks read. */
    Set<TopicPartition> topicPartitions();

    /** The partitions of the tasks whose state it keeps warm. */
    Set<TopicPartition> standbyTopicPartitions();

    /** The stores that it keeps warm. */
    Set<String> standbyStateStoreNames();

    /** The host of {@link #hostInfo()}. */
    default String host() {
        return hostInfo().host();
    }

    /** The port of {@link #hostInfo()}. */
    default int port() {
        return hostInfo().port();
    }
}

package dev.headrace.testkit.broker;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Creates topics that can be written to at once. A broker says that a topic is created before it leads its partitions; the first
 * batch of an idempotent producer is refused then, those in flight behind it are accepted by nobody, and the producer may repeat
 * them out of sequence until they expire.
 */
public final class ReadyTopics {

    private static final int ATTEMPTS_MAX = 600;
    private static final int BETWEEN_ATTEMPTS_MS = 50;

    private ReadyTopics() {}

    /** Creates {@code topics} and waits until each partition has a leader that answers. */
    public static void create(Admin admin, Collection<NewTopic> topics)
            throws ExecutionException, InterruptedException {
        CreateTopicsResult created = admin.createTopics(topics);
        created.all().get();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : topics) {
            int partitions = created.numPartitions(topic.name()).get();
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        awaitLeaders(admin, ends);
    }

    /** Only the leader of a partition knows where it ends. */
    private static void awaitLeaders(Admin admin, Map<TopicPartition, OffsetSpec> ends)
            throws ExecutionException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                if (attempt == ATTEMPTS_MAX || !(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
                Thread.sleep(BETWEEN_ATTEMPTS_MS);
            }
        }
    }
}

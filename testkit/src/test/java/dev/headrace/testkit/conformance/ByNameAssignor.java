package dev.headrace.testkit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;

/** Deals partitions round by client id, which members tell in their user data, so that ids of members do not matter. */
public abstract class ByNameAssignor implements ConsumerPartitionAssignor, Configurable {

    private String clientId = "";

    /** Everything is given up before a rebalance. */
    public static final class Eager extends ByNameAssignor {

        @Override
        public List<RebalanceProtocol> supportedProtocols() {
            return List.of(RebalanceProtocol.EAGER);
        }

        @Override
        public String name() {
            return "by-name-eager";
        }
    }

    /** Only what moves is given up. */
    public static final class Cooperative extends ByNameAssignor {

        @Override
        public List<RebalanceProtocol> supportedProtocols() {
            return List.of(RebalanceProtocol.COOPERATIVE);
        }

        @Override
        public String name() {
            return "by-name-cooperative";
        }
    }

    @Override
    public void configure(Map<String, ?> configs) {
        clientId = String.valueOf(configs.get("client.id"));
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return UTF_8.encode(clientId);
    }

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription groupSubscription) {
        Map<String, String> memberByName = new TreeMap<>();
        Map<TopicPartition, String> owners = new HashMap<>();
        Set<String> topics = new TreeSet<>();
        groupSubscription.groupSubscription().forEach((memberId, subscription) -> {
            memberByName.put(UTF_8.decode(subscription.userData().duplicate()).toString(), memberId);
            topics.addAll(subscription.topics());
            subscription.ownedPartitions().forEach(partition -> owners.put(partition, memberId));
        });
        List<String> members = new ArrayList<>(memberByName.values());
        Map<String, List<TopicPartition>> dealt = new HashMap<>();
        members.forEach(member -> dealt.put(member, new ArrayList<>()));
        boolean cooperative = supportedProtocols().contains(RebalanceProtocol.COOPERATIVE);
        int turn = 0;
        for (String topic : topics) {
            for (int i = 0; i < metadata.partitionCountForTopic(topic); i++) {
                TopicPartition partition = new TopicPartition(topic, i);
                String target = members.get(turn++ % members.size());
                String owner = owners.get(partition);
                if (!cooperative || owner == null || owner.equals(target)) {
                    dealt.get(target).add(partition);
                }
            }
        }
        Map<String, Assignment> assignments = new HashMap<>();
        dealt.forEach((member, partitions) -> assignments.put(member, new Assignment(partitions)));
        return new GroupAssignment(assignments);
    }
}

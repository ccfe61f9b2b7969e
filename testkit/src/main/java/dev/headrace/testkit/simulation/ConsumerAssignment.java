package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.Topic;
import dev.headrace.testkit.simulation.broker.Topics;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a consumer wants to read and what it has been given, in an order that does not depend on hash codes. */
final class ConsumerAssignment {

    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private enum Mode {
        NONE,
        TOPICS,
        PATTERN,
        MANUAL
    }

    private Mode mode = Mode.NONE;
    private Set<String> topics = Set.of();
    private @Nullable Pattern pattern;
    private @Nullable ConsumerRebalanceListener listener;
    private Map<TopicPartition, PartitionState> states = new LinkedHashMap<>();

    boolean isEmpty() {
        return mode == Mode.NONE;
    }

    boolean isByGroup() {
        return mode == Mode.TOPICS || mode == Mode.PATTERN;
    }

    void subscribe(Collection<String> wanted, @Nullable ConsumerRebalanceListener newListener) {
        enter(Mode.TOPICS);
        topics = new TreeSet<>(wanted);
        listener = newListener;
    }

    void subscribe(Pattern wanted, @Nullable ConsumerRebalanceListener newListener) {
        enter(Mode.PATTERN);
        pattern = wanted;
        listener = newListener;
    }

    void assignManually(Collection<TopicPartition> partitions) {
        enter(Mode.MANUAL);
        replaceStates(partitions);
    }

    private void enter(Mode next) {
        if (mode != Mode.NONE && mode != next) {
            throw new IllegalStateException("Subscription to topics, partitions and pattern are mutually exclusive");
        }
        mode = next;
    }

    void clear() {
        mode = Mode.NONE;
        topics = Set.of();
        pattern = null;
        states = new LinkedHashMap<>();
    }

    /** Picks up the topics that a pattern matches now. */
    void matchPattern(Topics existing) {
        Pattern wanted = pattern;
        if (mode == Mode.PATTERN && wanted != null) {
            Set<String> matching = new TreeSet<>();
            for (Topic topic : existing.all()) {
                if (wanted.matcher(topic.name()).matches()) {
                    matching.add(topic.name());
                }
            }
            topics = matching;
        }
    }

    Set<String> topics() {
        return Collections.unmodifiableSet(topics);
    }

    @Nullable
    ConsumerRebalanceListener listener() {
        return listener;
    }

    boolean allows(Collection<TopicPartition> partitions) {
        Pattern wanted = pattern;
        for (TopicPartition partition : partitions) {
            boolean matches = wanted == null
                    ? topics.contains(partition.topic())
                    : wanted.matcher(partition.topic()).matches();
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    void assignByGroup(Collection<TopicPartition> partitions) {
        replaceStates(partitions);
    }

    private void replaceStates(Collection<TopicPartition> partitions) {
        Map<TopicPartition, PartitionState> next = new LinkedHashMap<>();
        for (TopicPartition partition : sorted(partitions)) {
            PartitionState kept = states.get(partition);
            next.put(partition, kept == null ? new PartitionState() : kept);
        }
        states = next;
    }

    static List<TopicPartition> sorted(Collection<TopicPartition> partitions) {
        return partitions.stream().distinct().sorted(ORDER).toList();
    }

    /** A copy that is iterated by topic and partition, whatever the map of the caller does. */
    static <V> Map<TopicPartition, V> inOrder(Map<TopicPartition, V> unordered) {
        Map<TopicPartition, V> ordered = new TreeMap<>(ORDER);
        ordered.putAll(unordered);
        return ordered;
    }

    Map<TopicPartition, PartitionState> states() {
        return states;
    }

    Set<TopicPartition> partitions() {
        return states.keySet();
    }

    /** The state of an assigned partition. */
    PartitionState existing(TopicPartition partition) {
        PartitionState state = states.get(partition);
        if (state == null) {
            throw new IllegalStateException("No current assignment for partition " + partition);
        }
        return state;
    }

    Set<TopicPartition> paused() {
        Set<TopicPartition> paused = new LinkedHashSet<>();
        states.forEach((partition, state) -> {
            if (state.isPaused()) {
                paused.add(partition);
            }
        });
        return paused;
    }

    /** The positions of all partitions that have one, as offsets to commit. */
    Map<TopicPartition, OffsetAndMetadata> consumed() {
        Map<TopicPartition, OffsetAndMetadata> consumed = new LinkedHashMap<>();
        states.forEach((partition, state) -> {
            if (state.hasPosition()) {
                consumed.put(partition, new OffsetAndMetadata(state.position(), ""));
            }
        });
        return consumed;
    }
}

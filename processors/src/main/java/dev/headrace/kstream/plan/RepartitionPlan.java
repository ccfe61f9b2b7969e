package dev.headrace.kstream.plan;

import dev.headrace.operators.StreamFilter;
import dev.headrace.processor.FailOnInvalidTimestamp;
import dev.headrace.topology.AutoOffsetReset;
import dev.headrace.topology.Topology;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** A way through a topic: a filter of records without a key, a sink, the topic, and the source behind it. */
public final class RepartitionPlan<K, V> extends PlanNode {

    private static final Pattern GENERATED = Pattern.compile("KSTREAM.*-[0-9]{10}");
    private static final String SUFFIX = "-repartition";

    private final RepartitionTopic<K, V> topic;
    private final String filterName;
    private final String sinkName;

    private RepartitionPlan(RepartitionTopic<K, V> topic, String sinkName, String filterName, String sourceName) {
        super(sourceName, Effect.NONE);
        this.topic = topic;
        this.filterName = filterName;
        this.sinkName = sinkName;
    }

    /** The name of the topic of a repartition that is called {@code name}. */
    public static String topicName(String name) {
        return name.endsWith(SUFFIX) ? name : name + SUFFIX;
    }

    /**
     * A repartition. It takes three numbers for its nodes, which are called after the topic instead unless {@code name} is
     * a generated one.
     */
    public static <K, V> RepartitionPlan<K, V> called(String name, RepartitionTopic<K, V> topic, NodeNames names) {
        String sinkName = names.processor("KSTREAM-SINK-");
        String filterName = names.processor("KSTREAM-FILTER-");
        String sourceName = names.processor("KSTREAM-SOURCE-");
        if (GENERATED.matcher(name).matches()) {
            return new RepartitionPlan<>(topic, sinkName, filterName, sourceName);
        }
        String topicName = topic.topic().name();
        return new RepartitionPlan<>(topic, topicName + "-sink", topicName + "-filter", topicName + "-source");
    }

    RepartitionTopic<K, V> topic() {
        return topic;
    }

    @Override
    void writeTo(Topology topology) {
        Serde<K> keySerde = topic.keySerde();
        Serde<V> valueSerde = topic.valueSerde();
        String topicName = topic.topic().name();
        topology.addInternalTopic(topic.topic());
        topology.addProcessor(filterName, () -> new StreamFilter<K, V>(RepartitionPlan::hasKey), parentNames());
        topology.addSink(
                sinkName,
                topicName,
                keySerde == null ? null : keySerde.serializer(),
                valueSerde == null ? null : valueSerde.serializer(),
                topic.partitioner(),
                filterName);
        topology.addSource(
                AutoOffsetReset.earliest(),
                name(),
                new FailOnInvalidTimestamp(),
                keySerde == null ? null : keySerde.deserializer(),
                valueSerde == null ? null : valueSerde.deserializer(),
                topicName);
    }

    private static boolean hasKey(@Nullable Object key, @Nullable Object value) {
        return key != null;
    }
}

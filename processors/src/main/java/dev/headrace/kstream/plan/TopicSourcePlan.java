package dev.headrace.kstream.plan;

import dev.headrace.errors.TopologyException;
import dev.headrace.topology.Topology;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A source of Kafka topics: some by name, or all that match a pattern. */
public final class TopicSourcePlan extends PlanNode {

    private final Set<String> topics;
    private final @Nullable Pattern pattern;
    private final TopicReading reading;

    /** A source of these topics. */
    public TopicSourcePlan(String name, Collection<String> topics, TopicReading reading) {
        super(name, Effect.NONE);
        this.topics = new TreeSet<>(topics);
        this.pattern = null;
        this.reading = reading;
    }

    /** A source of the topics that match {@code pattern}. */
    public TopicSourcePlan(String name, Pattern pattern, TopicReading reading) {
        super(name, Effect.NONE);
        this.topics = Set.of();
        this.pattern = pattern;
        this.reading = reading;
    }

    /** Whether both would subscribe to some topic, or to the same pattern. */
    boolean overlaps(TopicSourcePlan other) {
        return samePattern(other) && (pattern != null || topics.stream().anyMatch(other.topics::contains));
    }

    private boolean samePattern(TopicSourcePlan other) {
        if (pattern == null || other.pattern == null) {
            return pattern == other.pattern;
        }
        return pattern.pattern().equals(other.pattern.pattern()) && pattern.flags() == other.pattern.flags();
    }

    /**
     * Takes over the children of {@code other}, which reads the same.
     *
     * @throws TopologyException if it reads other topics too, or from elsewhere
     */
    void takeOver(TopicSourcePlan other) {
        if (!topics.equals(other.topics)) {
            throw new TopologyException("Cannot read topics " + topics + " in " + name() + " and " + other.topics
                    + " in " + other.name() + ": they overlap, but only equal ones can be read once for both");
        }
        if (!Objects.equals(reading.offsetReset(), other.reading.offsetReset())) {
            throw new TopologyException("Cannot read " + (pattern == null ? "topics " + topics : "pattern " + pattern)
                    + " once for " + name() + " and " + other.name() + ": one starts at "
                    + reading.offsetReset() + ", the other at " + other.reading.offsetReset());
        }
        for (PlanNode child : other.children()) {
            other.removeChild(child);
            addChild(child);
        }
    }

    @Override
    void writeTo(Topology topology) {
        if (pattern == null) {
            topology.addSource(
                    reading.offsetReset(),
                    name(),
                    reading.timestampExtractor(),
                    reading.keyDeserializer(),
                    reading.valueDeserializer(),
                    topics.toArray(String[]::new));
        } else {
            topology.addSource(
                    reading.offsetReset(),
                    name(),
                    reading.timestampExtractor(),
                    reading.keyDeserializer(),
                    reading.valueDeserializer(),
                    pattern);
        }
    }
}

package dev.headrace.kstream.plan;

import static dev.headrace.streaming.StreamsConfig.MERGE_REPARTITION_TOPICS;
import static dev.headrace.streaming.StreamsConfig.NO_OPTIMIZATION;
import static dev.headrace.streaming.StreamsConfig.OPTIMIZE;
import static dev.headrace.streaming.StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS;
import static dev.headrace.streaming.StreamsConfig.SINGLE_STORE_SELF_JOIN;
import static dev.headrace.streaming.StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG;

import dev.headrace.errors.InvalidOptionException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rewritings of a plan are asked for. Those that concern tables read from a topic and joins are accepted, and have
 * nothing to rewrite.
 *
 * @param mergeRepartitionTopics one repartition topic serves all groupings behind one change of key
 */
public record Optimizations(boolean mergeRepartitionTopics) {

    private static final Set<String> KNOWN =
            Set.of(REUSE_KTABLE_SOURCE_TOPICS, MERGE_REPARTITION_TOPICS, SINGLE_STORE_SELF_JOIN);

    /**
     * What the property {@code topology.optimization} asks for: {@code none}, {@code all}, or names with commas between them.
     *
     * @param properties null or without the property: none
     * @throws InvalidOptionException if a name is unknown
     */
    public static Optimizations of(@Nullable Properties properties) {
        Object value = properties == null ? null : properties.get(TOPOLOGY_OPTIMIZATION_CONFIG);
        if (value == null || value.equals(NO_OPTIMIZATION)) {
            return new Optimizations(false);
        }
        if (value.equals(OPTIMIZE)) {
            return new Optimizations(true);
        }
        List<String> names = List.of(value.toString().trim().split("\\s*,\\s*", -1));
        if (!KNOWN.containsAll(names)) {
            throw new InvalidOptionException("Cannot optimize the topology by '" + value + "': "
                    + TOPOLOGY_OPTIMIZATION_CONFIG + " is " + NO_OPTIMIZATION + ", " + OPTIMIZE + ", or some of "
                    + KNOWN.stream().sorted().toList());
        }
        return new Optimizations(names.contains(MERGE_REPARTITION_TOPICS));
    }
}

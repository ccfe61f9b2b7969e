package dev.headrace.runtime;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.TopologyException;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.runtime.directory.QueryMetadata;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.Guarantee;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.topology.InternalTopic;
import dev.headrace.topology.TopologyPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the worker of a query under the directory commit log is made from.
 *
 * @param checkpoint the directory, in {@code tree}
 * @param exchanged how many partitions each repartition topic has, which here is no topic
 */
public record DirectorySetup(
        FilePath checkpoint,
        FileTree tree,
        QueryMetadata metadata,
        TopologyPlan plan,
        Map<String, Integer> exchanged,
        QueryOptions options,
        QuerySetup.Ports ports,
        UUID runId) {

    /**
     * Checks the topology and opens the checkpoint; makes it where there is none. Blocks.
     *
     * @throws TopologyException if the topology needs Kafka
     * @throws InvalidOptionException if the checkpoint is of another query, or an option does not fit it
     */
    public static DirectorySetup prepare(
            CommitLog.Directory log, TopologyPlan plan, QueryOptions options, QuerySetup.Ports ports) {
        PlanLimits.checkWithoutKafka(plan);
        if (options.guarantee() != Guarantee.EXACTLY_ONCE) {
            throw new InvalidOptionException("Cannot run at_least_once over checkpoint " + log.path()
                    + ": the directory commit log is exactly once and costs no more. Leave processing.guarantee out");
        }
        FilePath checkpoint = log.path();
        FileTree tree = ports.files().of(checkpoint);
        QueryMetadata metadata = QueryMetadata.of(tree, checkpoint, ports.ids(), options.statePartitions());
        return new DirectorySetup(
                checkpoint,
                tree,
                metadata,
                plan,
                exchanged(plan, metadata.statePartitions()),
                options,
                ports,
                ports.ids().next());
    }

    /** Topics that are read together have equally many partitions: as many as the largest of them was declared with. */
    private static Map<String, Integer> exchanged(TopologyPlan plan, int otherwise) {
        Map<String, Integer> counts = new HashMap<>();
        for (InternalTopic topic : plan.repartitionTopics().values()) {
            Integer declared = topic.partitions();
            counts.put(topic.name(), declared == null ? otherwise : declared);
        }
        for (Set<String> group : plan.copartitionGroups()) {
            group.stream()
                    .map(plan.repartitionTopics()::get)
                    .filter(topic -> topic != null && topic.partitions() != null)
                    .map(InternalTopic::partitions)
                    .max(Integer::compare)
                    .ifPresent(most -> group.forEach(topic -> counts.computeIfPresent(topic, (name, count) -> most)));
        }
        return Map.copyOf(counts);
    }

    /** What the query tells of itself. */
    public QueryFacts facts() {
        return new QueryFacts(
                options.name().orElse("query-" + metadata.queryId().toString().substring(0, 8)),
                metadata.queryId(),
                runId,
                plan,
                options,
                ports.clock(),
                true,
                options.withoutEffect().isEmpty()
                        ? List.of()
                        : List.of("The options " + options.withoutEffect()
                                + " have no effect in this version. Leave them out, and do not rely on them"));
    }
}

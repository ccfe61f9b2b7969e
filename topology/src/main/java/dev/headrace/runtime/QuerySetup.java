package dev.headrace.runtime;

import dev.headrace.kafka.KafkaClients;
import dev.headrace.port.FileTrees;
import dev.headrace.port.Ids;
import dev.headrace.port.WallClock;
import dev.headrace.runtime.assign.HeldState;
import dev.headrace.runtime.task.TaskStores;
import dev.headrace.state.StoreEnvironment.PersistentBytes;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.topology.TopicSinkNode;
import dev.headrace.topology.TopologyPlan;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of one query are made from.
 *
 * @param plan with internal topics named as the cluster names them
 * @param processId lives with the state directory
 * @param stateDirectory of the application
 * @param warnings what weakens the guarantee or has no effect, a sentence each with what to do
 * @param runId of this start
 */
public record QuerySetup(
        String applicationId,
        String bootstrapServers,
        TopologyPlan plan,
        QueryOptions options,
        Ports ports,
        UUID processId,
        TopicSetup.Topics topics,
        File stateDirectory,
        List<String> warnings,
        UUID runId,
        long startedAtMs) {

    /**
     * The ways out of the engine.
     *
     * @param persistentBytes what takes the place of RocksDB, null for RocksDB
     */
    public record Ports(
            KafkaClients clients,
            WallClock clock,
            Ids ids,
            FileTrees files,
            @Nullable PersistentBytes persistentBytes) {}

    /**
     * Lets a topology pass that can be run under the Kafka commit log, before anything is made for it.
     *
     * @throws dev.headrace.errors.TopologyException if it cannot
     */
    public static TopologyPlan checked(TopologyPlan plan) {
        PlanLimits.check(plan);
        return plan;
    }

    /**
     * Makes the topics that the topology needs and gathers what workers are made from. Blocks.
     *
     * @param log the commit log
     * @param processId lives with the state directory
     * @throws dev.headrace.errors.TopologyException if this version cannot run all of the plan
     */
    public static QuerySetup prepare(
            CommitLog.Kafka log,
            TopologyPlan plan,
            QueryOptions options,
            Ports ports,
            UUID processId,
            File stateDirectory) {
        TopologyPlan resolved = InternalNames.resolve(checked(plan), log.applicationId());
        ClientConfigs configs = new ClientConfigs(
                log.applicationId(), log.bootstrapServers(), options, log.applicationId() + "-" + processId);
        try (Admin admin = ports.clients().admin(configs.admin())) {
            TopicSetup.Topics topics = new TopicSetup(
                            admin, log.applicationId(), resolved, options.replicationFactor(), topicProperties(options))
                    .ensure();
            return new QuerySetup(
                    log.applicationId(),
                    log.bootstrapServers(),
                    resolved,
                    options,
                    ports,
                    processId,
                    topics,
                    stateDirectory,
                    warnings(
                            options,
                            new ClusterCheck(admin, log.applicationId(), options)
                                    .warnings(topics.internal(), writtenTopics(resolved))),
                    ports.ids().next(),
                    ports.clock().nowMs());
        }
    }

    private static List<String> warnings(QueryOptions options, List<String> ofTheCluster) {
        List<String> warnings = new ArrayList<>(ofTheCluster);
        if (!options.withoutEffect().isEmpty()) {
            warnings.add("The options " + options.withoutEffect()
                    + " have no effect in this version. Leave them out, and do" + " not rely on them");
        }
        return List.copyOf(warnings);
    }

    private static Set<String> writtenTopics(TopologyPlan plan) {
        Set<String> topics = new HashSet<>();
        plan.subTopologies().forEach(sub -> sub.nodes().forEach(node -> {
            if (node instanceof TopicSinkNode sink && sink.topic() != null) {
                topics.add(sink.topic());
            }
        }));
        return topics;
    }

    private static Map<String, String> topicProperties(QueryOptions options) {
        Map<String, String> properties = new HashMap<>();
        options.topicProperties().forEach((name, value) -> properties.put(name, String.valueOf(value)));
        return properties;
    }

    /** What the query tells of itself. */
    public QueryFacts facts() {
        return new QueryFacts(applicationId, queryId(), runId, plan, options, ports.clock(), false, warnings);
    }

    /** The identity of the query, which lives with its checkpoint. */
    public UUID queryId() {
        return topics.queryId();
    }

    HeldState held() {
        return new StateOnDisk(processId, plan, stateDirectory);
    }

    TaskStores.Place place() {
        int partitionsMax = topics.partitionCounts().values().stream()
                .mapToInt(count -> count)
                .max()
                .orElse(1);
        long cacheBytesPerStore = TaskSettings.cacheBytesPerStore(plan, options, partitionsMax);
        return new TaskStores.Place(stateDirectory, cacheBytesPerStore, ports.persistentBytes());
    }
}

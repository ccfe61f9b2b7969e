package dev.headrace.runtime;

import dev.headrace.common.StreamsMetrics;
import dev.headrace.port.Crew;
import dev.headrace.port.Jobs;
import dev.headrace.runtime.assign.TaskLayout;
import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.runtime.commit.CommitCycle;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.Discard;
import dev.headrace.runtime.commit.KafkaAtLeastOnceLog;
import dev.headrace.runtime.commit.KafkaEpochLog;
import dev.headrace.runtime.commit.KafkaTransactionLog;
import dev.headrace.runtime.commit.KafkaTransactionLog.Fencing;
import dev.headrace.runtime.commit.Quiescence;
import dev.headrace.runtime.commit.RepartitionPurge;
import dev.headrace.runtime.observe.WorkerObserver;
import dev.headrace.runtime.restore.LogBounds;
import dev.headrace.runtime.restore.RecoveryGate;
import dev.headrace.runtime.task.TaskServices;
import dev.headrace.runtime.trigger.EpochPolicy;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.AutoOffsetReset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.config.TopicConfig;

/** Wires the workers of one query. */
public final class WorkerFactory implements Workers {

    /** Kafka's default of {@code delete.retention.ms}. */
    private static final long TOMBSTONE_RETENTION_DEFAULT_MS =
            Duration.ofDays(1).toMillis();

    private final QuerySetup setup;
    private final StreamsMetrics metrics;
    private final CommittedStores readable;
    private final TaskLayout layout;
    private final Map<String, Source<?, ?>> sources;
    private final TaskMap map;

    /** A factory for the workers of {@code setup}. */
    public WorkerFactory(QuerySetup setup, StreamsMetrics metrics, CommittedStores readable) {
        this.setup = setup;
        this.metrics = metrics;
        this.readable = readable;
        this.layout = new TaskLayout(setup.plan().subTopologies().stream()
                .filter(sub -> !sub.sourceTopics().isEmpty())
                .map(sub -> new TaskLayout.SubTopology(sub.id(), sub.name(), List.copyOf(sub.sourceTopics())))
                .toList());
        this.sources = TaskSettings.openedSources(
                setup.plan(),
                setup.queryId(),
                setup.ports().clock(),
                setup.ports().files(),
                null);
        this.map = new TaskMap(setup.plan(), layout, setup.topics().partitionCounts(), sources);
    }

    @Override
    public int count() {
        return setup.options().workers();
    }

    @Override
    public int taskCount() {
        return map.keys().size();
    }

    /** Lets it join the group. Fences what an earlier owner of its transactional id left. */
    @Override
    public Worker worker(int index, Jobs jobs, CommitProbe probe, WorkerObserver observer) {
        ClientConfigs configs =
                new ClientConfigs(setup.applicationId(), setup.bootstrapServers(), setup.options(), workerId(index));
        Supplier<Consumer<byte[], byte[]>> readers =
                () -> setup.ports().clients().consumer(configs.restoreConsumer());
        CheckpointTopic checkpoints = new CheckpointTopic(
                CheckpointTopic.nameFor(setup.applicationId()), setup.topics().checkpointPartitions(), readers);
        ConsumerIntake intake =
                new ConsumerIntake(setup.ports().clients().consumer(configs.consumer(layout, setup.held())));
        KafkaEpochLog log = log(() -> setup.ports().clients().producer(configs.producer()), intake, checkpoints);
        Admin admin = setup.ports().clients().admin(configs.admin());
        RecoveryGate gate = new RecoveryGate(
                admin,
                intake::committed,
                checkpoints,
                readers.get(),
                jobs,
                setup.ports().clock(),
                (task, why) -> observer.waiting(why),
                tombstoneRetentionMs());
        TaskServices services = TaskSettings.services(
                setup.applicationId(), log.sender(), setup.ports().clock(), setup.options(), metrics);
        OwnedTasks tasks = new OwnedTasks(
                map,
                new TaskFactory(
                        task -> services,
                        setup.place(),
                        setup.ports().ids(),
                        setup.queryId(),
                        setup.ports().files(),
                        sources,
                        readable,
                        0),
                gate,
                new StartPositions(setup.plan().subTopologies(), offsetReset(), intake),
                StageOrder.together(),
                intake,
                observer,
                index,
                setup.options().workers());
        EpochPolicy policy =
                EpochPolicy.of(setup.options().trigger(), setup.ports().clock().nowMs());
        Worker worker = new Worker(
                intake,
                tasks,
                log,
                new CommitCycle(log, jobs, probe, Crew.alone(), Quiescence.EACH_BY_ITSELF, discard(admin)),
                Crew.alone(),
                policy,
                new EpochsOfTasks(
                        planner(policy, tasks, intake, admin, checkpoints, readers),
                        tasks,
                        setup.ports().clock()),
                limits(),
                observer,
                setup.ports().clock());
        worker.start(layout.topics());
        return worker;
    }

    /**
     * What identifies a worker to Kafka. With the directory's identity, a process fences only what it left itself. A source
     * that is not a topic has no group to fence its readers: then the fixed identity lets one process take over from
     * another.
     */
    private String workerId(int index) {
        return sources.isEmpty()
                ? setup.applicationId() + "-" + setup.processId() + "-" + index
                : setup.applicationId() + "-" + index;
    }

    private EpochPlanner planner(
            EpochPolicy policy,
            OwnedTasks tasks,
            ConsumerIntake intake,
            Admin admin,
            CheckpointTopic checkpoints,
            Supplier<Consumer<byte[], byte[]>> readers) {
        return switch (policy.extent()) {
            case ENDLESS -> new EpochPlanner.Endless();
            case UP_TO_NOW -> new EpochPlanner.UpToNow(tasks, intake);
            case UP_TO_START ->
                new DrainPlanner(
                        tasks,
                        intake,
                        new DrainBoard(readers.get(), checkpoints, map.keys(), setup.startedAtMs()),
                        partitions -> LogBounds.ends(admin, partitions),
                        map.feeders(setup.plan()),
                        setup.options().trigger() instanceof Trigger.Once ? ReadLimit.all() : ReadLimit.configured(),
                        setup.runId());
        };
    }

    private Discard discard(Admin admin) {
        Set<String> internal = setup.plan().repartitionTopics().keySet();
        return internal.isEmpty()
                ? Discard.NOTHING
                : new RepartitionPurge(admin, internal, setup.ports().clock());
    }

    private KafkaEpochLog log(
            Supplier<Producer<byte[], byte[]>> producers, ConsumerIntake intake, CheckpointTopic checkpoints) {
        return switch (setup.options().guarantee()) {
            case EXACTLY_ONCE ->
                new KafkaTransactionLog(
                        producers,
                        sources.isEmpty() ? Fencing.BY_GROUP : Fencing.BY_TRANSACTIONAL_ID,
                        checkpoints,
                        setup.ports().clock());
            case AT_LEAST_ONCE ->
                new KafkaAtLeastOnceLog(
                        producers.get(),
                        intake::commit,
                        checkpoints,
                        setup.ports().clock());
        };
    }

    /** How long every changelog remembers at least that a key was removed. */
    private long tombstoneRetentionMs() {
        return setup.plan().subTopologies().stream()
                .flatMap(sub -> sub.stores().stream())
                .map(store -> store.builder().logConfig().get(TopicConfig.DELETE_RETENTION_MS_CONFIG))
                .mapToLong(given -> given == null ? TOMBSTONE_RETENTION_DEFAULT_MS : Long.parseLong(given))
                .min()
                .orElse(TOMBSTONE_RETENTION_DEFAULT_MS);
    }

    private Worker.Limits limits() {
        Duration transactionTimeout = setup.options().transactionTimeout();
        return new Worker.Limits(
                setup.options().uncommittedBytesMax(), transactionTimeout.toMillis() / 2, transactionTimeout);
    }

    private AutoOffsetReset offsetReset() {
        return switch (setup.options().autoOffsetReset().toLowerCase(Locale.ROOT)) {
            case "latest" -> AutoOffsetReset.latest();
            case "none" -> AutoOffsetReset.none();
            default -> AutoOffsetReset.earliest();
        };
    }
}

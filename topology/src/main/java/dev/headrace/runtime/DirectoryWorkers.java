package dev.headrace.runtime;

import dev.headrace.common.StreamsMetrics;
import dev.headrace.errors.TopologyException;
import dev.headrace.port.Crew;
import dev.headrace.port.Jobs;
import dev.headrace.runtime.assign.TaskLayout;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.commit.CommitCycle;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.directory.DirectoryDiscard;
import dev.headrace.runtime.directory.DirectoryLog;
import dev.headrace.runtime.directory.DirectoryRecovery;
import dev.headrace.runtime.observe.WorkerObserver;
import dev.headrace.runtime.task.TaskStores;
import dev.headrace.runtime.trigger.EpochPolicy;
import dev.headrace.sink.SinkPlacement;
import dev.headrace.source.Source;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Node;
import dev.headrace.topology.SinkNode;
import dev.headrace.topology.SubTopology;
import java.io.File;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Wires the one worker of a query under the directory commit log, whose crew processes and stages its tasks. */
public final class DirectoryWorkers implements Workers {

    private static final Duration DRAIN_MAX = Duration.ofSeconds(30);

    private final DirectorySetup setup;
    private final File stateDirectory;
    private final Supplier<Crew> crews;
    private final StreamsMetrics metrics;
    private final CommittedStores readable;
    private final TaskLayout layout;
    private final Map<String, Source<?, ?>> sources;
    private final TaskMap map;

    /**
     * Workers for {@code setup}.
     *
     * @param stateDirectory of the local stores
     * @param crews makes the crew of a worker
     * @throws TopologyException if a sink wants one writer and its input has several tasks
     */
    public DirectoryWorkers(
            DirectorySetup setup,
            File stateDirectory,
            Supplier<Crew> crews,
            StreamsMetrics metrics,
            CommittedStores readable) {
        this.setup = setup;
        this.stateDirectory = stateDirectory;
        this.crews = crews;
        this.metrics = metrics;
        this.readable = readable;
        this.layout = new TaskLayout(setup.plan().subTopologies().stream()
                .filter(sub -> !sub.sourceTopics().isEmpty())
                .map(sub -> new TaskLayout.SubTopology(sub.id(), sub.name(), List.copyOf(sub.sourceTopics())))
                .toList());
        this.sources = TaskSettings.openedSources(
                setup.plan(),
                setup.metadata().queryId(),
                setup.ports().clock(),
                setup.ports().files(),
                setup.checkpoint().child("sources"));
        this.map = TaskMap.withinOneProcess(setup.plan(), layout, setup.exchanged(), sources);
        setup.plan().subTopologies().forEach(this::refuseScattered);
    }

    private void refuseScattered(SubTopology subTopology) {
        long tasks = map.keys().stream()
                .filter(task -> task.subTopology().equals(subTopology.name()))
                .count();
        for (Node node : subTopology.nodes()) {
            if (tasks > 1 && node instanceof SinkNode sink && sink.sink().placement() == SinkPlacement.GATHERED) {
                throw new TopologyException(
                        "Cannot run sink '" + sink.name() + "': it wants one writer, and its input comes" + " from "
                                + tasks + " tasks. Put a repartition into one partition before it");
            }
        }
    }

    /** One: its crew is as large as there are to be workers. */
    @Override
    public int count() {
        return 1;
    }

    @Override
    public int taskCount() {
        return map.keys().size();
    }

    @Override
    public Worker worker(int index, Jobs jobs, CommitProbe probe, WorkerObserver observer) {
        UUID owner = setup.ports().ids().next();
        Crew crew = crews.get();
        DirectoryLog log = DirectoryLog.takeOver(
                setup.tree(), setup.checkpoint(), owner, setup.ports().clock(), crew);
        try {
            log.refuseOrphans(durableNames());
        } catch (RuntimeException e) {
            log.close();
            crew.close();
            throw e;
        }
        Exchange exchange = new Exchange(setup.exchanged());
        map.keys().forEach(exchange::outbox);
        OwnedTasks tasks = new OwnedTasks(
                map,
                factory(exchange),
                new DirectoryRecovery(log),
                DirectoryWorkers::fromTheBeginning,
                StageOrder.feedersFirst(setup.plan()),
                exchange,
                observer,
                0,
                1);
        EpochPolicy policy =
                EpochPolicy.of(setup.options().trigger(), setup.ports().clock().nowMs());
        Worker worker = new Worker(
                exchange,
                tasks,
                log,
                new CommitCycle(
                        log, jobs, probe, crew, new ComingToRest(tasks, exchange, crew), new DirectoryDiscard(log)),
                crew,
                policy,
                planner(policy, tasks, log),
                new Worker.Limits(setup.options().uncommittedBytesMax(), Long.MAX_VALUE, DRAIN_MAX),
                observer,
                setup.ports().clock());
        worker.start(layout.topics());
        return worker;
    }

    /** The names of stores, and of sources as positions have them, under which a checkpoint keeps something. */
    private Set<String> durableNames() {
        Set<String> names = new HashSet<>();
        for (SubTopology subTopology : setup.plan().subTopologies()) {
            subTopology.stores().forEach(store -> names.add(store.name()));
            subTopology.nodes().forEach(node -> names.add(node.name()));
        }
        return names;
    }

    private TaskFactory factory(Exchange exchange) {
        int partitionsMax =
                map.keys().stream().mapToInt(TaskKey::partition).max().orElse(0) + 1;
        return new TaskFactory(
                task -> TaskSettings.services(
                        setup.facts().title(),
                        exchange.outbox(task),
                        setup.ports().clock(),
                        setup.options(),
                        metrics),
                new TaskStores.Place(
                        stateDirectory,
                        TaskSettings.cacheBytesPerStore(setup.plan(), setup.options(), partitionsMax),
                        setup.ports().persistentBytes()),
                setup.ports().ids(),
                setup.metadata().queryId(),
                setup.ports().files(),
                sources,
                readable,
                DirectoryLog.EPOCH_BEFORE_FIRST);
    }

    private EpochPlanner planner(EpochPolicy policy, OwnedTasks tasks, DirectoryLog log) {
        return switch (policy.extent()) {
            case ENDLESS -> new OpenEnds(tasks, log, setup.ports().clock());
            case UP_TO_NOW ->
                new WrittenPlans(
                        tasks, log, new Horizon.Endless(), setup.ports().clock());
            case UP_TO_START ->
                new WrittenPlans(
                        tasks,
                        log,
                        setup.options().trigger() instanceof Trigger.Once
                                ? Horizon.Start.once()
                                : Horizon.Start.availableNow(),
                        setup.ports().clock());
        };
    }

    private static Map<TopicPartition, Long> fromTheBeginning(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition, 0L));
        return offsets;
    }
}

package dev.headrace.testkit;

import dev.headrace.port.Crew;
import dev.headrace.port.FileTrees;
import dev.headrace.port.Ids;
import dev.headrace.port.WallClock;
import dev.headrace.runtime.CommittedStores;
import dev.headrace.runtime.DirectorySetup;
import dev.headrace.runtime.DirectoryWorkers;
import dev.headrace.runtime.QuerySetup;
import dev.headrace.runtime.Rebuilds;
import dev.headrace.runtime.StepResult;
import dev.headrace.runtime.Worker;
import dev.headrace.runtime.WorkerFactory;
import dev.headrace.runtime.Workers;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.observe.QueryMetrics;
import dev.headrace.runtime.observe.WorkerObserver;
import dev.headrace.runtime.task.Task;
import dev.headrace.state.StateStore;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.testkit.simulation.SimulatedCrash;
import dev.headrace.testkit.simulation.SimulatedDisk;
import dev.headrace.testkit.simulation.SimulatedProcess;
import dev.headrace.topology.StoreDescription;
import dev.headrace.topology.TopologyPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** One process that runs a query: the engine itself, over simulated clients and disk, moved by its caller step by step. */
final class QueryProcess {

    private static final Duration LEAVING_MAX = Duration.ofSeconds(30);

    private final TopologyPlan plan;
    private final QueryMetrics metrics;
    private final CommittedStores readable;
    private final Workers factory;
    private final CommitProbe probe;
    private final NavigableMap<Integer, Worker> workers = new TreeMap<>();
    private final Map<Integer, Rebuilds> rebuilds = new TreeMap<>();

    private QueryProcess(TopologyPlan plan, QueryMetrics metrics, WorkerMaking making, CommitProbe probe) {
        this.plan = plan;
        this.probe = probe;
        this.metrics = metrics;
        this.readable = new CommittedStores(plan.subTopologies().stream()
                .flatMap(sub -> sub.stores().stream())
                .map(StoreDescription::name)
                .collect(Collectors.toSet()));
        this.factory = making.of(metrics, readable);
    }

    /** Makes what makes the workers. */
    private interface WorkerMaking {
        Workers of(QueryMetrics metrics, CommittedStores readable);
    }

    /**
     * Where a process runs.
     *
     * @param machineId the identity that lives with the disk
     * @param files what it reaches of files that other machines reach too
     * @param probe told of every stage of every commit
     */
    record Place(
            SimulatedProcess process,
            SimulatedDisk disk,
            UUID machineId,
            FileTrees files,
            WallClock clock,
            Ids ids,
            CommitProbe probe) {

        private QuerySetup.Ports ports() {
            return new QuerySetup.Ports(process, clock, ids, files, disk);
        }
    }

    /** Makes what the query needs for itself, and its workers; tasks come with the steps. */
    static QueryProcess start(TopologyPlan plan, QueryOptions options, Place place) {
        QueryProcess query = options.commitLog() instanceof CommitLog.Kafka log
                ? overKafka(log, plan, options, place)
                : overDirectory((CommitLog.Directory) options.commitLog(), plan, options, place);
        try {
            for (int index = 0; index < query.factory.count(); index++) {
                query.workers.put(index, query.worker(index));
            }
        } catch (SimulatedCrash | RuntimeException e) {
            query.metrics.close();
            throw e;
        }
        return query;
    }

    private static QueryProcess overKafka(CommitLog.Kafka log, TopologyPlan plan, QueryOptions options, Place place) {
        QuerySetup setup = QuerySetup.prepare(
                log,
                plan,
                options,
                place.ports(),
                place.machineId,
                options.stateDir().resolve(log.applicationId()).toFile());
        return new QueryProcess(
                setup.plan(),
                new QueryMetrics(setup.applicationId(), place.ids.next()),
                (metrics, readable) -> new WorkerFactory(setup, metrics, readable),
                place.probe);
    }

    private static QueryProcess overDirectory(
            CommitLog.Directory log, TopologyPlan plan, QueryOptions options, Place place) {
        DirectorySetup setup = DirectorySetup.prepare(log, plan, options, place.ports());
        return new QueryProcess(
                setup.plan(),
                new QueryMetrics(setup.facts().title(), setup.runId()),
                (metrics, readable) -> new DirectoryWorkers(
                        setup,
                        options.stateDir()
                                .resolve(setup.metadata().queryId().toString())
                                .toFile(),
                        Crew::alone,
                        metrics,
                        readable),
                place.probe);
    }

    private Worker worker(int index) {
        return factory.worker(index, new InlineJobs(), probe, WorkerObserver.NONE);
    }

    /** What runs, with internal topics named as the cluster names them. */
    TopologyPlan plan() {
        return plan;
    }

    /** The metrics of the query. */
    QueryMetrics metrics() {
        return metrics;
    }

    /** What is committed, for reading. */
    CommittedStores committedStores() {
        return readable;
    }

    /**
     * Lets each worker do one step, until the query has drained what its trigger wants; returns whether one of them did
     * something. A worker that failed is made anew where {@link Rebuilds} says so.
     */
    boolean step() {
        boolean moved = false;
        for (Map.Entry<Integer, Worker> each : List.copyOf(workers.entrySet())) {
            Worker worker = each.getValue();
            Rebuilds ofWorker = rebuilds.computeIfAbsent(each.getKey(), index -> new Rebuilds("worker " + index));
            try {
                StepResult did = worker.step(Duration.ZERO);
                moved |= did == StepResult.PROGRESSED || did == StepResult.COMMITTED;
                if (did == StepResult.COMMITTED) {
                    ofWorker.committed();
                } else if (did == StepResult.DRAINED) {
                    worker.drain(LEAVING_MAX);
                    workers.remove(each.getKey());
                }
            } catch (RuntimeException e) {
                ofWorker.after(e);
                closeAfter(worker, e);
                workers.put(each.getKey(), worker(each.getKey()));
                moved = true;
            }
        }
        return moved;
    }

    private static void closeAfter(Worker worker, RuntimeException failure) {
        try {
            worker.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Whether the query has drained what its trigger wants, and is over. */
    boolean hasEnded() {
        return workers.isEmpty();
    }

    /** Whether all tasks of the query run here, or it has ended. */
    boolean isComplete() {
        return hasEnded() || runningTaskCount() == taskCount();
    }

    /** How many tasks run here. */
    int runningTaskCount() {
        return runningTasks().size();
    }

    /** How many tasks the query has. */
    int taskCount() {
        return factory.taskCount();
    }

    /** Commits what was processed, whatever the trigger says. */
    void commit() {
        workers.values().forEach(worker -> worker.commit(LEAVING_MAX));
    }

    /** The open stores of this name, by partition. */
    Map<Integer, StateStore> stores(String name) {
        Map<Integer, StateStore> found = new TreeMap<>();
        for (Task task : runningTasks()) {
            StateStore store = task.stores().byName().get(name);
            if (store != null) {
                found.put(task.id().partition(), store);
            }
        }
        return found;
    }

    private List<Task> runningTasks() {
        return workers.values().stream()
                .flatMap(worker -> worker.runningTasks().stream())
                .toList();
    }

    /** Commits what was processed, and leaves the group. */
    void stop() {
        workers.values().forEach(worker -> worker.drain(LEAVING_MAX));
        metrics.close();
    }

    /** The process is dead: nothing of it can be closed. */
    void forget() {
        metrics.close();
    }

    /** Goes away without a commit, as after a failure. */
    void abandon() {
        try {
            workers.values().forEach(Worker::close);
        } finally {
            metrics.close();
        }
    }
}

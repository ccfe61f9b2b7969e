package dev.headrace.pitfalls;

import dev.headrace.port.InstalledFileTrees;
import dev.headrace.runtime.CommittedStores;
import dev.headrace.runtime.QuerySetup;
import dev.headrace.runtime.Rebuilds;
import dev.headrace.runtime.StepResult;
import dev.headrace.runtime.Worker;
import dev.headrace.runtime.WorkerFactory;
import dev.headrace.runtime.observe.QueryMetrics;
import dev.headrace.runtime.observe.WorkerObserver;
import dev.headrace.state.KeyValueStore;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.testkit.simulation.SimulatedDisk;
import dev.headrace.testkit.simulation.SimulatedProcess;
import dev.headrace.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/** One instance of the application: the engine with one worker, moved by the test step by step. */
final class Instance {

    private static final Duration LEAVING_MAX = Duration.ofSeconds(30);

    private final Application application;
    private final String name;
    private final SimulatedDisk disk = new SimulatedDisk();
    private final UUID machineId;
    private final Calls jobs = new Calls();
    private final Notes notes = new Notes();

    private SimulatedProcess process;
    private QuerySetup setup;
    private WorkerFactory factory;
    private QueryMetrics metrics;
    private Worker worker;
    private Rebuilds rebuilds;
    private int rebuilt;

    Instance(Application application, String name, UUID machineId) {
        this.application = application;
        this.name = name;
        this.machineId = machineId;
        start();
    }

    /** What the worker told its observer. */
    static final class Notes implements WorkerObserver {

        final List<RuntimeException> aborted = new ArrayList<>();
        final List<String> waiting = new ArrayList<>();
        long restored;

        @Override
        public void aborted(RuntimeException cause) {
            aborted.add(cause);
        }

        @Override
        public void waiting(String why) {
            waiting.add(why);
        }

        @Override
        public void recovered(String task, long recordsRestored) {
            restored += recordsRestored;
        }
    }

    /** Starts the program, anew after it died or was stopped; its disk and its identity are those that it had. */
    void start() {
        process = application.kafka().process(name);
        QueryOptions options = application.options();
        Topology topology = application.topology();
        setup = QuerySetup.prepare(
                (CommitLog.Kafka) options.commitLog(),
                topology.plan(),
                options,
                new QuerySetup.Ports(
                        process,
                        application.kafka()::nowMs,
                        application.ids(),
                        new InstalledFileTrees(application.ids()),
                        disk),
                machineId,
                options.stateDir().resolve(Application.ID).toFile());
        metrics = new QueryMetrics(Application.ID, setup.runId());
        factory = new WorkerFactory(setup, metrics, new CommittedStores(java.util.Set.of(Application.COUNTS)));
        rebuilds = new Rebuilds(name);
        worker = null;
    }

    /** One step of the worker; a worker that lost its place is made anew. Returns whether something moved. */
    boolean step() {
        try {
            if (worker == null) {
                worker = factory.worker(0, jobs, application.probe(), notes);
                return true;
            }
            StepResult did = worker.step(Duration.ZERO);
            if (did == StepResult.COMMITTED) {
                rebuilds.committed();
            }
            return did != StepResult.IDLE;
        } catch (RuntimeException e) {
            rebuilds.after(e);
            rebuilt++;
            abandonWorker();
            return true;
        }
    }

    private void abandonWorker() {
        if (worker != null) {
            try {
                worker.close();
            } catch (RuntimeException e) {
                // The worker is given up as it is, as its thread does.
            } finally {
                worker = null;
            }
        }
    }

    /** Commits what was processed, whatever the trigger says. */
    void commit() {
        worker.commit(LEAVING_MAX);
    }

    /** The process is killed; the disk loses what it had not flushed. */
    void crash() {
        process.crash();
        disk.crash(new SplittableRandom(0));
        metrics.close();
    }

    /** The disk is gone with what it held. */
    void loseDisk() {
        disk.wipe();
    }

    /** Leaves the group in good order. */
    void stop() {
        worker.drain(LEAVING_MAX);
        metrics.close();
        worker = null;
    }

    SimulatedProcess process() {
        return process;
    }

    Calls jobs() {
        return jobs;
    }

    Notes notes() {
        return notes;
    }

    QuerySetup setup() {
        return setup;
    }

    Worker worker() {
        return worker;
    }

    /** How often the worker was made anew. */
    int rebuilt() {
        return rebuilt;
    }

    /** How many tasks run here. */
    int running() {
        return worker == null ? 0 : worker.runningTasks().size();
    }

    /** What the counting processors hold in their stores, all tasks of this instance together. */
    @SuppressWarnings("unchecked") // The topology says what the store holds.
    TreeMap<String, Long> counts() {
        TreeMap<String, Long> counts = new TreeMap<>();
        worker.runningTasks().forEach(task -> {
            KeyValueStore<String, Long> store =
                    (KeyValueStore<String, Long>) task.stores().byName().get(Application.COUNTS);
            try (var all = store.all()) {
                all.forEachRemaining(entry -> counts.put(entry.key, entry.value));
            }
        });
        return counts;
    }
}

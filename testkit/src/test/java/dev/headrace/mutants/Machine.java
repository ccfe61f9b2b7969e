package dev.headrace.mutants;

import dev.headrace.errors.CommitOutcomeUnknownException;
import dev.headrace.errors.FencedException;
import dev.headrace.kafka.KafkaClients;
import dev.headrace.port.InstalledFileTrees;
import dev.headrace.runtime.CommittedStores;
import dev.headrace.runtime.QuerySetup;
import dev.headrace.runtime.StepResult;
import dev.headrace.runtime.Worker;
import dev.headrace.runtime.WorkerFactory;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.runtime.observe.QueryMetrics;
import dev.headrace.runtime.observe.WorkerObserver;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.testkit.simulation.SimulatedCrash;
import dev.headrace.testkit.simulation.SimulatedDisk;
import dev.headrace.testkit.simulation.SimulatedProcess;
import dev.headrace.topology.TopologyPlan;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** A machine with a disk, and the process on it that runs the query: it is started, killed, frozen and started again. */
final class Machine {

    private static final Duration LEAVING_MAX = Duration.ofSeconds(30);
    private static final int REBUILDS_MAX = 5;

    private final Rig rig;
    private final String name;
    private final UUID processId;
    private final SimulatedDisk disk = new SimulatedDisk();
    private final SplittableRandom random;

    private @Nullable SimulatedProcess process;
    private @Nullable WorkerFactory factory;
    private final List<@Nullable Worker> workers = new ArrayList<>();
    private CommitProbe probe = CommitProbe.NONE;
    private boolean frozen;
    private int rebuilds;

    Machine(Rig rig, String name, long seed) {
        this.rig = rig;
        this.name = name;
        this.processId = rig.ids().next();
        this.random = new SplittableRandom(seed);
    }

    /** Starts the query. */
    void start(TopologyPlan plan, QueryOptions options) {
        SimulatedProcess started = rig.kafka().process(name);
        process = started;
        KafkaClients clients = rig.sabotage().over(new SmallFetches(started));
        QuerySetup setup = QuerySetup.prepare(
                (CommitLog.Kafka) options.commitLog(),
                plan,
                options,
                new QuerySetup.Ports(
                        clients,
                        rig.kafka()::nowMs,
                        rig.ids(),
                        new InstalledFileTrees(rig.ids()),
                        rig.sabotage().over(disk)),
                processId,
                options.stateDir().resolve(name).toFile());
        factory = new WorkerFactory(
                setup, new QueryMetrics(setup.applicationId(), rig.ids().next()), new CommittedStores(Ledger.STORES));
        workers.clear();
        rebuilds = 0;
        for (int index = 0; index < options.workers(); index++) {
            workers.add(null);
        }
    }

    private Worker worker(int index) {
        return factory.worker(index, new InlineJobs(), new Forwarding(), WorkerObserver.NONE);
    }

    /** From now on {@code newProbe} hears of the stages of every commit. */
    void probe(CommitProbe newProbe) {
        probe = newProbe;
    }

    /** Kills the process the next time that it is at this point of a commit. */
    void killAt(CommitStage stage, boolean before) {
        probe = new CommitProbe() {
            @Override
            public void before(CommitStage reached) {
                if (before && reached == stage) {
                    kill();
                    throw new Killed();
                }
            }

            @Override
            public void after(CommitStage reached) {
                if (!before && reached == stage) {
                    kill();
                    throw new Killed();
                }
            }
        };
    }

    /**
     * Lets each worker do one step; returns whether one of them did something. A worker that was fenced is made anew; one that
     * is fenced again and again ends the process, and so does a sink that fails while a task recovers.
     */
    boolean step() {
        boolean moved = false;
        for (int index = 0; index < workers.size() && isRunning(); index++) {
            try {
                moved |= step(index);
            } catch (Killed | SimulatedCrash | UncheckedIOException e) {
                kill();
            }
        }
        return moved;
    }

    private boolean step(int index) {
        Worker worker = workers.get(index);
        try {
            if (worker == null) {
                workers.set(index, worker(index));
                return true;
            }
            return worker.step(Duration.ZERO) != StepResult.IDLE;
        } catch (FencedException | CommitOutcomeUnknownException | RetriableException e) {
            if (worker != null) {
                worker.close();
            }
            workers.set(index, null);
            if (++rebuilds > REBUILDS_MAX) {
                process = null;
            }
            return true;
        }
    }

    String name() {
        return name;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Whether the process lives and is not frozen. */
    boolean isRunning() {
        return process != null && !frozen;
    }

    /** Ends the process at once, and with it what its stores had not flushed. */
    void kill() {
        if (process != null) {
            process.crash();
            disk.crash(random);
            process = null;
            probe = CommitProbe.NONE;
            frozen = false;
        }
    }

    /** Loses the disk of a process that is dead. */
    void loseDisk() {
        disk.wipe();
    }

    /** Stops the process, heartbeats included, until {@link #thaw()}. */
    void freeze() {
        process.freeze();
        frozen = true;
    }

    void thaw() {
        process.thaw();
        frozen = false;
    }

    /** Commits what was processed, and leaves; goes away without a commit if that fails. */
    void stop() {
        try {
            for (Worker worker : workers) {
                if (worker != null) {
                    drain(worker);
                }
            }
            process = null;
        } catch (Killed | SimulatedCrash e) {
            kill();
        }
    }

    private static void drain(Worker worker) {
        try {
            worker.drain(LEAVING_MAX);
        } catch (FencedException | CommitOutcomeUnknownException | RetriableException e) {
            worker.close();
        }
    }

    /** Clients that read logs in many small batches, so that a recovery has many steps at which it can be cut short. */
    private record SmallFetches(KafkaClients clients) implements KafkaClients {

        private static final int RECORDS_MAX = 6;

        @Override
        public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
            Map<String, Object> small = new HashMap<>(config);
            small.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
            return clients.consumer(small);
        }

        @Override
        public Producer<byte[], byte[]> producer(Map<String, Object> config) {
            return clients.producer(config);
        }

        @Override
        public Admin admin(Map<String, Object> config) {
            return clients.admin(config);
        }
    }

    /** Lets the probe change while the worker lives. */
    private final class Forwarding implements CommitProbe {

        @Override
        public void before(CommitStage stage) {
            probe.before(stage);
        }

        @Override
        public void after(CommitStage stage) {
            probe.after(stage);
        }
    }
}

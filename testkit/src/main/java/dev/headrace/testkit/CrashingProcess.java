package dev.headrace.testkit;

import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.testkit.CrashPlan.Recovery;
import dev.headrace.testkit.simulation.DiskProbe;
import dev.headrace.testkit.simulation.SimulatedCrash;
import dev.headrace.testkit.simulation.SimulatedDisk;
import dev.headrace.testkit.simulation.SimulatedFiles;
import dev.headrace.testkit.simulation.SimulatedKafka;
import dev.headrace.testkit.simulation.SimulatedProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A process of a query in a crash test, which is started again whenever it died or failed. */
final class CrashingProcess {

    private static final Duration STARTING_TAKES = Duration.ofMillis(1);

    private final CrashScenario scenario;
    private final Surroundings surroundings;
    private final Recovery recovery;
    private final SimulatedKafka kafka;
    private final SimulatedFiles files;
    private final String name;
    private final SeededIds ids;
    private final SplittableRandom random;

    private CommitProbe commitProbe = CommitProbe.NONE;
    private DiskProbe diskProbe = DiskProbe.NONE;
    private SimulatedProcess process;
    private SimulatedDisk disk = new SimulatedDisk();
    private UUID machineId;
    private @Nullable QueryProcess query;
    private @Nullable RuntimeException failure;
    private boolean resting;
    private int starts;
    private int failures;

    CrashingProcess(
            CrashScenario scenario,
            Surroundings surroundings,
            Recovery recovery,
            SimulatedKafka kafka,
            SimulatedFiles files,
            String name,
            SeededIds ids,
            SplittableRandom random) {
        this.scenario = scenario;
        this.surroundings = surroundings;
        this.recovery = recovery;
        this.kafka = kafka;
        this.files = files;
        this.name = name;
        this.ids = ids;
        this.random = random;
        this.machineId = ids.next();
        this.process = kafka.process(name);
    }

    /** From now on tells {@code schedule} of every stage of every commit and every write to the disk. */
    void watchedBy(FaultSchedule schedule) {
        commitProbe = schedule;
        diskProbe = schedule;
        disk.use(schedule);
    }

    /** Tells nobody any more. */
    void unwatched() {
        commitProbe = CommitProbe.NONE;
        diskProbe = DiskProbe.NONE;
        disk.use(diskProbe);
    }

    SimulatedProcess process() {
        return process;
    }

    SimulatedDisk disk() {
        return disk;
    }

    UUID machineId() {
        return machineId;
    }

    /** The query, empty while there is none. */
    Optional<QueryProcess> query() {
        return Optional.ofNullable(query);
    }

    int starts() {
        return starts;
    }

    /** How often the query failed by itself. */
    int failures() {
        return failures;
    }

    /** What it failed with last. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /** Whether the query has drained what there was and ended. */
    boolean isResting() {
        return resting;
    }

    /** There is more to do for a query that has ended. */
    void wake() {
        resting = false;
    }

    /** Starts the query if there is none, else lets it do a step; returns whether something moved. */
    boolean step() {
        if (resting) {
            return false;
        }
        try {
            QueryProcess running = query;
            if (running == null) {
                start();
                return true;
            }
            boolean moved = running.step();
            if (running.hasEnded()) {
                running.stop();
                query = null;
                resting = true;
            }
            return moved;
        } catch (SimulatedCrash e) {
            ended();
            return true;
        } catch (RuntimeException e) {
            failed(e);
            return true;
        }
    }

    private void start() {
        starts++;
        kafka.advance(STARTING_TAKES);
        query = QueryProcess.start(
                surroundings.topology().get().plan(),
                scenario.options(),
                new QueryProcess.Place(process, disk, machineId, files.mount(process), kafka::nowMs, ids, commitProbe));
    }

    /** Stops the query in good order; returns whether it got that far. */
    boolean stop() {
        QueryProcess running = query;
        if (running == null) {
            return resting;
        }
        try {
            running.stop();
            query = null;
            resting = true;
            return true;
        } catch (SimulatedCrash e) {
            ended();
        } catch (RuntimeException e) {
            failed(e);
        }
        return false;
    }

    /** The query failed: its program ends in good order, and somebody starts it again. */
    private void failed(RuntimeException cause) {
        failures++;
        failure = cause;
        if (query != null) {
            try {
                query.abandon();
            } catch (SimulatedCrash | RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
        ended();
    }

    private void ended() {
        if (query != null) {
            query.forget();
        }
        query = null;
        process.crash();
        disk.crash(random);
        if (recovery == Recovery.OTHER_MACHINE) {
            disk = new SimulatedDisk();
            disk.use(diskProbe);
            machineId = ids.next();
        } else if (recovery == Recovery.POWER_LOSS) {
            files.losePower(random);
        }
        process = kafka.process(name);
    }
}

package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.SimulatedBroker;
import dev.headrace.testkit.simulation.broker.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What all clients of one simulated Kafka share: broker, clock, seed, faults and trace. */
final class Simulation {

    private static final int BACKGROUND_STEP_ONE_IN = 3;

    private final SimulatedTime time;
    private final SimulatedBroker broker;
    private final SplittableRandom random;
    private final Pacing pacing;
    private final @Nullable IdleHook idleHook;
    private final Trace trace = new Trace();
    private final Accidents accidents = new Accidents();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private Faults faults;
    private short transactionVersion = 2;

    Simulation(SimulatedTime time, long seed, Pacing pacing, Faults faults, @Nullable IdleHook idleHook) {
        this.time = time;
        this.broker = new SimulatedBroker(time);
        this.random = new SplittableRandom(seed);
        this.pacing = pacing;
        this.faults = faults;
        this.idleHook = idleHook;
    }

    SimulatedBroker broker() {
        return broker;
    }

    long nowMs() {
        return time.nowMs();
    }

    Trace trace() {
        return trace;
    }

    short transactionVersion() {
        return transactionVersion;
    }

    void announce(short newTransactionVersion) {
        transactionVersion = newTransactionVersion;
    }

    Accidents accidents() {
        return accidents;
    }

    boolean isSeeded() {
        return pacing == Pacing.SEEDED;
    }

    SplittableRandom random() {
        return random;
    }

    /** True one time in {@code times} when pacing is seeded, never otherwise. */
    boolean sometimes(int times) {
        return isSeeded() && random.nextInt(times) == 0;
    }

    void use(Faults newFaults) {
        faults = newFaults;
    }

    void add(SimulatedProcess process) {
        processes.add(process);
    }

    FaultOutcome decide(long step, ClientSite site, SimulatedProcess process, String clientId) {
        if (faults == Faults.NONE) {
            return FaultOutcome.NONE;
        }
        FaultOutcome outcome = faults.at(new ClientCall(step, site, trace.calls(site), process.name(), clientId));
        if (!site.outcomes().contains(outcome)) {
            throw new IllegalArgumentException("Cannot inject " + outcome + " at " + site.siteName()
                    + ": a real client does not meet it there; choose one of " + site.outcomes());
        }
        return outcome;
    }

    /** Lets the background of a seeded simulation do a little, or nothing. */
    void background(SimulatedProcess caller) {
        if (!isSeeded()) {
            return;
        }
        while (random.nextInt(BACKGROUND_STEP_ONE_IN) == 0) {
            if (random.nextBoolean()) {
                broker.tasks().runOne(random);
            } else {
                caller.networkStep(random);
            }
        }
    }

    /** The broker's background work after a request: at once when pacing is prompt, later otherwise. */
    void settle() {
        if (!isSeeded()) {
            broker.tasks().runAll();
        }
    }

    /** Waits for the broker's background work, one piece of it; false if there is none to wait for. */
    boolean awaitBroker() {
        return broker.tasks().runOne(random);
    }

    /** Waits as a blocked client does; false if nobody said what waiting means. */
    boolean idle(Duration timeout) {
        if (idleHook == null || timeout.isZero()) {
            return false;
        }
        idleHook.idle(timeout);
        return true;
    }

    /**
     * Moves the clock, stopping at every moment at which something happens by itself. A fault that pauses a process may move
     * it further meanwhile, and make new ones.
     */
    void advance(Duration duration) {
        long targetMs = time.nowMs() + duration.toMillis();
        deliverEverything();
        for (long nextMs = nextDeadlineMs(); nextMs <= targetMs; nextMs = nextDeadlineMs()) {
            time.advanceTo(nextMs);
            broker.expire();
            broker.tasks().runAll();
            List.copyOf(processes).forEach(SimulatedProcess::expire);
        }
        time.advanceTo(targetMs);
    }

    private long nextDeadlineMs() {
        long next = broker.nextDeadlineMs();
        for (SimulatedProcess process : processes) {
            next = Math.min(next, process.nextDeadlineMs());
        }
        return next;
    }

    /** All that is under way arrives: batches, requests that timed out, markers. */
    void deliverEverything() {
        for (SimulatedProcess process : List.copyOf(processes)) {
            process.deliverEverything();
        }
        broker.tasks().runAll();
    }
}

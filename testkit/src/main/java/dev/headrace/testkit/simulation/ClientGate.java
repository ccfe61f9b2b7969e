package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.SimulatedBroker;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;

/** The way of one client out of its process: where calls are counted, traced, and go wrong. */
final class ClientGate {

    private final Simulation simulation;
    private final SimulatedProcess process;
    private final String clientId;

    ClientGate(Simulation simulation, SimulatedProcess process, String clientId) {
        this.simulation = simulation;
        this.process = process;
        this.clientId = clientId;
    }

    Simulation simulation() {
        return simulation;
    }

    SimulatedBroker broker() {
        return simulation.broker();
    }

    SimulatedProcess process() {
        return process;
    }

    String clientId() {
        return clientId;
    }

    /** Does something at a site; its faults come before and after. */
    <T> T call(ClientSite site, Supplier<T> effect) {
        FaultOutcome outcome = enter(site);
        if (outcome == FaultOutcome.ERROR_WITHOUT_EFFECT) {
            throw timeout(site);
        }
        T result;
        try {
            result = effect.get();
        } catch (RuntimeException e) {
            simulation.trace().mix(e.getClass().getName().hashCode());
            crashIfDue(site, outcome);
            throw e;
        }
        leave(site, outcome);
        return result;
    }

    /** As {@link #call}, for what returns nothing. */
    void run(ClientSite site, Runnable effect) {
        call(site, () -> {
            effect.run();
            return true;
        });
    }

    /** Begins a call: counts it, lets the background move, and dies here if that is its fate. */
    FaultOutcome enter(ClientSite site) {
        process.requireRunning();
        simulation.background(process);
        process.requireRunning();
        return decide(site);
    }

    /** As {@link #enter}, but inside of another call. */
    FaultOutcome decide(ClientSite site) {
        Trace trace = simulation.trace();
        long step = trace.nextStep(site);
        FaultOutcome outcome = simulation.decide(step, site, process, clientId);
        trace.record(step, site, process.name(), outcome);
        if (outcome == FaultOutcome.CRASH_BEFORE) {
            throw process.die(site, outcome);
        }
        return outcome;
    }

    /** Ends a call that had its effect. */
    void leave(ClientSite site, FaultOutcome outcome) {
        crashIfDue(site, outcome);
        if (outcome == FaultOutcome.ERROR_WITH_EFFECT) {
            throw timeout(site);
        }
    }

    void crashIfDue(ClientSite site, FaultOutcome outcome) {
        if (outcome == FaultOutcome.CRASH_AFTER) {
            throw process.die(site, outcome);
        }
    }

    TimeoutException timeout(ClientSite site) {
        return new TimeoutException("Timeout expired while awaiting " + site.siteName() + " of " + clientId);
    }

    boolean idle(Duration timeout) {
        return simulation.idle(timeout);
    }
}

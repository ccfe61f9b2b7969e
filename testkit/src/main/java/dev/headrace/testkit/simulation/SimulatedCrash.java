package dev.headrace.testkit.simulation;

/**
 * The process that made this call is dead. It is thrown again at every further call of the process's clients, so that no
 * handler of the dying code can still change anything outside. Let it travel up to the test.
 */
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash(String message) {
        super(message);
    }
}

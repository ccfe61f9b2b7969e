package dev.headrace.mutants;

/** The process is dead: travels up through the engine, which may not catch it. */
final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}

package dev.headrace.benchmarks.check;

/** Thrown when a contestant wrote something else than it should have; what it cost is then of no interest. */
public final class WrongOutputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongOutputException(String message) {
        super(message);
    }
}

package dev.headrace.testkit.simulation.broker;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** An answer that the broker may give later. Whoever asked looks into it whenever it likes. */
public final class Reply<T> {

    private @Nullable T value;
    private Errors error = Errors.NONE;
    private boolean done;

    void complete(T answer) {
        value = answer;
        done = true;
    }

    void fail(Errors reason) {
        error = reason;
        done = true;
    }

    /** Whether there is an answer. */
    public boolean isDone() {
        return done;
    }

    /** The reason of a refusal, or {@link Errors#NONE}. */
    public Errors error() {
        return error;
    }

    /**
     * The answer.
     *
     * @throws IllegalStateException if there is none
     */
    public T value() {
        if (value == null) {
            throw new IllegalStateException("Cannot read the reply: " + (done ? "it is " + error : "it has not come"));
        }
        return value;
    }
}

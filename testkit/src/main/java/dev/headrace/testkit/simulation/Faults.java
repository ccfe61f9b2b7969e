package dev.headrace.testkit.simulation;

/** Decides for each call of a client whether it goes wrong. It must depend on its argument and its own state only. */
@FunctionalInterface
public interface Faults {

    /** Nothing ever goes wrong. */
    Faults NONE = call -> FaultOutcome.NONE;

    /** The outcome of this call, one of {@link ClientSite#outcomes()}. */
    FaultOutcome at(ClientCall call);

    /** One fault: the {@code ordinal}th call at {@code site} has this outcome, and all others succeed. */
    static Faults once(ClientSite site, long ordinal, FaultOutcome outcome) {
        return call -> call.site() == site && call.ordinal() == ordinal ? outcome : FaultOutcome.NONE;
    }
}

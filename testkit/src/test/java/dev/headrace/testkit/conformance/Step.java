package dev.headrace.testkit.conformance;

/** One operation of a scenario on one slot, with a number whose meaning depends on the operation. */
record Step(Operation operation, int slot, int argument) {

    static Step of(Operation operation, int slot, int argument) {
        return new Step(operation, slot, argument);
    }

    static Step of(Operation operation) {
        return new Step(operation, 0, 0);
    }

    @Override
    public String toString() {
        return operation + "(" + slot + "," + argument + ")";
    }
}

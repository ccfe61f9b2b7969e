package dev.headrace.state;

/** The refusals of optional operations. */
final class Unsupported {

    private Unsupported() {}

    static UnsupportedOperationException backwards(Object store) {
        return refusal("iterate backwards", store);
    }

    static UnsupportedOperationException refusal(String verb, Object store) {
        return new UnsupportedOperationException(
                "Cannot " + verb + ": " + store.getClass().getName() + " does not support it");
    }
}

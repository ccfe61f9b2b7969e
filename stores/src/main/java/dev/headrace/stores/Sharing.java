package dev.headrace.stores;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides which objects a store keeps as they are, and which as bytes. The decision is one per class. */
final class Sharing<T> {

    private final Encoding<T> encoding;
    private final Predicate<Class<?>> immutable;
    private final Map<Class<?>, Boolean> decided = new HashMap<>();
    private @Nullable Class<?> lastShared;

    Sharing(Encoding<T> encoding, Predicate<Class<?>> immutable) {
        this.encoding = encoding;
        this.immutable = immutable;
    }

    boolean shares(T object) {
        Class<?> type = object.getClass();
        return type == lastShared || decide(object, type);
    }

    private boolean decide(T object, Class<?> type) {
        Boolean shared = decided.get(type);
        if (shared == null) {
            shared = immutable.test(type);
            if (shared) {
                failHereIfNotSerializable(object);
            }
            decided.put(type, shared);
        }
        if (shared) {
            lastShared = type;
        }
        return shared;
    }

    /** Shared objects are serialized by the commit; a wrong serde should fail where the object was handed over. */
    private void failHereIfNotSerializable(T object) {
        encoding.encodeForLookup(object);
    }
}

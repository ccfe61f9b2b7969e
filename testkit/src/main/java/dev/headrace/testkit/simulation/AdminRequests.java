package dev.headrace.testkit.simulation;

import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jspecify.annotations.Nullable;

/** How an administrator's request becomes futures: done at once, with the fault that its site drew. */
final class AdminRequests {

    private final ClientGate gate;

    AdminRequests(ClientGate gate) {
        this.gate = gate;
    }

    /** One future for each key; a failure of one does not touch the others. */
    <K, V extends @Nullable Object> Map<K, KafkaFuture<V>> each(
            ClientSite site, Collection<K> keys, Function<K, V> effect) {
        FaultOutcome outcome = gate.enter(site);
        Map<K, KafkaFuture<V>> futures = new LinkedHashMap<>();
        for (K key : keys) {
            futures.put(key, future(site, outcome, () -> effect.apply(key)));
        }
        gate.crashIfDue(site, outcome);
        return futures;
    }

    /** One future for each entry; a failure of one does not touch the others. */
    <K, A, V extends @Nullable Object> Map<K, KafkaFuture<V>> each(
            ClientSite site, Map<K, A> entries, BiFunction<K, A, V> effect) {
        FaultOutcome outcome = gate.enter(site);
        Map<K, KafkaFuture<V>> futures = new LinkedHashMap<>();
        entries.forEach((key, argument) -> futures.put(key, future(site, outcome, () -> effect.apply(key, argument))));
        gate.crashIfDue(site, outcome);
        return futures;
    }

    /** One future for the whole. */
    <V extends @Nullable Object> KafkaFuture<V> one(ClientSite site, Supplier<V> effect) {
        FaultOutcome outcome = gate.enter(site);
        KafkaFuture<V> future = future(site, outcome, effect);
        gate.crashIfDue(site, outcome);
        return future;
    }

    private <V extends @Nullable Object> KafkaFuture<V> future(
            ClientSite site, FaultOutcome outcome, Supplier<V> effect) {
        KafkaFutureImpl<V> future = new KafkaFutureImpl<>();
        if (outcome == FaultOutcome.ERROR_WITHOUT_EFFECT) {
            future.completeExceptionally(gate.timeout(site));
            return future;
        }
        try {
            V value = effect.get();
            if (outcome == FaultOutcome.ERROR_WITH_EFFECT) {
                future.completeExceptionally(gate.timeout(site));
            } else {
                future.complete(value);
            }
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    /** Makes one of Kafka's result objects, most of which have no public constructor. */
    static <T> T result(Class<T> type, Object... arguments) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Class<?>[] parameters = constructor.getParameterTypes();
            if (matches(parameters, arguments)) {
                try {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(arguments));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("Cannot create a " + type.getName(), e);
                }
            }
        }
        throw new IllegalStateException("Cannot create a " + type.getName() + ": it has no constructor for "
                + arguments.length + " arguments of these types");
    }

    private static boolean matches(Class<?>[] parameters, Object[] arguments) {
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}

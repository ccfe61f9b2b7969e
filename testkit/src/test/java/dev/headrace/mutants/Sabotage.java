package dev.headrace.mutants;

import dev.headrace.kafka.KafkaClients;
import dev.headrace.state.StoreEnvironment.PersistentBytes;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** A break that is put between the engine and its ports; by itself it breaks nothing. */
class Sabotage {

    /** The clients of a process, sabotaged. */
    KafkaClients over(KafkaClients clients) {
        return new KafkaClients() {
            @Override
            public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
                return Sabotage.this.consumer(clients, config);
            }

            @Override
            public Producer<byte[], byte[]> producer(Map<String, Object> config) {
                return Sabotage.this.producer(clients, config);
            }

            @Override
            public Admin admin(Map<String, Object> config) {
                return Sabotage.this.admin(clients, config);
            }
        };
    }

    Consumer<byte[], byte[]> consumer(KafkaClients clients, Map<String, Object> config) {
        return clients.consumer(config);
    }

    Producer<byte[], byte[]> producer(KafkaClients clients, Map<String, Object> config) {
        return clients.producer(config);
    }

    Admin admin(KafkaClients clients, Map<String, Object> config) {
        return clients.admin(config);
    }

    /** The disk of a machine, sabotaged. */
    PersistentBytes over(PersistentBytes disk) {
        return disk;
    }

    /** What becomes of a call to something that is sabotaged. */
    @FunctionalInterface
    interface Interception {

        /**
         * Does what the call does instead.
         *
         * @param proceed does what it would do, with other arguments if need be
         */
        @Nullable
        Object call(String method, @Nullable Object[] arguments, Proceed proceed) throws Throwable;
    }

    /** Goes on to what is sabotaged. */
    @FunctionalInterface
    interface Proceed {
        @Nullable
        Object with(@Nullable Object[] arguments) throws Throwable;
    }

    /** {@code real} behind an interception. */
    static <T> T intercepted(Class<? super T> type, T real, Interception interception) {
        InvocationHandler handler = (proxy, method, arguments) -> interception.call(
                method.getName(),
                arguments == null ? new Object[0] : arguments,
                changed -> invoke(method, real, changed));
        @SuppressWarnings("unchecked")
        T proxy = (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
        return proxy;
    }

    private static @Nullable Object invoke(Method method, Object real, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

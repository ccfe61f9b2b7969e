package dev.headrace.testkit.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * An administrator of the simulation. {@link Admin} has some sixty requests; those that are simulated are methods of a few
 * classes by subject, and all others are refused by name.
 */
final class SimulatedAdmin implements InvocationHandler {

    private static final Object[] NO_ARGUMENTS = {};

    private final Map<Signature, Target> requests = new HashMap<>();

    private SimulatedAdmin(List<Object> subjects) {
        for (Object subject : subjects) {
            for (Method method : subject.getClass().getDeclaredMethods()) {
                if (!method.isSynthetic()) {
                    requests.put(Signature.of(method), new Target(subject, method));
                }
            }
        }
    }

    static Admin create(ClientGate gate) {
        AdminRequests requests = new AdminRequests(gate);
        InvocationHandler handler = new SimulatedAdmin(List.of(
                new TopicAdmin(gate, requests),
                new RecordAdmin(gate, requests),
                new GroupAdmin(gate, requests),
                new TransactionAdmin(gate, requests),
                new ClusterAdmin(gate, requests)));
        return (Admin) Proxy.newProxyInstance(Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, handler);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, given);
        }
        Target target = requests.get(Signature.of(method));
        if (target != null) {
            try {
                return target.method.invoke(target.subject, given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, given);
        }
        throw new UnsupportedVersionException(
                "Cannot " + method.getName() + ": the simulated Kafka has no such request; use a real broker for it");
    }

    private static Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "SimulatedAdmin";
        };
    }

    private record Signature(String name, List<Class<?>> parameters) {

        static Signature of(Method method) {
            return new Signature(method.getName(), List.of(method.getParameterTypes()));
        }
    }

    private record Target(Object subject, Method method) {}
}

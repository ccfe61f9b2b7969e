package dev.headrace.testkit;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Headrace in JUnit tests. A test that takes an {@link EmbeddedBroker} gets one that runs: one for all tests of a class and of
 * those nested in it, stopped after them. And a {@link CrashTest} that fails tells the command line that runs that test again,
 * with the one fault that it did not survive.
 *
 * <pre>{@code
 * @ExtendWith(HeadraceExtension.class)
 * class OrdersTest {
 *
 *     @Test
 *     void countsOnARealBroker(EmbeddedBroker broker) { ... }
 *
 *     @Test
 *     void countsEachOrderOnce() {
 *         CrashTest.of(() -> topology()).input(...).run();
 *     }
 * }
 * }</pre>
 *
 * <p>Needs JUnit 5.13 or newer; an embedded broker needs {@code org.apache.kafka:kafka_2.13} on the class path as well.
 */
public final class HeadraceExtension implements ParameterResolver, InvocationInterceptor {

    private static final Namespace BROKERS = Namespace.create(HeadraceExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return outermostClass(context)
                .getStore(BROKERS)
                .getOrComputeIfAbsent(EmbeddedBroker.class, type -> EmbeddedBroker.start(), EmbeddedBroker.class);
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext outermost = context;
        Optional<ExtensionContext> parent = context.getParent();
        while (parent.isPresent() && parent.get().getTestClass().isPresent()) {
            outermost = parent.get();
            parent = outermost.getParent();
        }
        return outermost;
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        named(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        named(invocation, context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context) throws Throwable {
        named(invocation, context);
    }

    private static void named(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        try {
            invocation.proceed();
        } catch (CrashFailure e) {
            throw e.in(name(context));
        }
    }

    /** The test as Maven selects it; a dynamic test goes by the method that made it. */
    private static String name(ExtensionContext context) {
        Optional<ExtensionContext> each = Optional.of(context);
        while (each.isPresent() && each.get().getTestMethod().isEmpty()) {
            each = each.get().getParent();
        }
        return each.map(method -> method.getRequiredTestClass().getName() + "#"
                        + method.getRequiredTestMethod().getName())
                .orElse("");
    }
}

package dev.headrace.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.processor.BufferedProcessor;
import dev.headrace.processor.ContextualFixedKeyProcessor;
import dev.headrace.processor.FixedKeyProcessor;
import dev.headrace.processor.FixedKeyProcessorContext;
import dev.headrace.processor.FixedKeyProcessorSupplier;
import dev.headrace.processor.FixedKeyRecord;
import dev.headrace.processor.ProcessingContext;
import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.processor.ProcessorWrapper;
import dev.headrace.processor.Record;
import dev.headrace.processor.WrappedFixedKeyProcessorSupplier;
import dev.headrace.processor.WrappedProcessorSupplier;
import dev.headrace.state.StoreBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class FixedKeyProcessorTest {

    private final List<String> calls = new ArrayList<>();
    private final List<Object> forwarded = new ArrayList<>();

    /** Doubles numbers at once, or when they are asked for. */
    private static class Doubling extends ContextualFixedKeyProcessor<String, Integer, Long> {

        boolean closed;

        @Override
        public void process(FixedKeyRecord<String, Integer> record) {
            context().forward(record.withValue(2L * record.value()));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class LateDoubling extends Doubling implements BufferedProcessor {

        private final List<FixedKeyRecord<String, Integer>> held = new ArrayList<>();

        @Override
        public void process(FixedKeyRecord<String, Integer> record) {
            held.add(record);
        }

        @Override
        public void forwardBuffered() {
            held.forEach(super::process);
            held.clear();
        }
    }

    @SuppressWarnings("unchecked")
    private ProcessorContext<Object, Object> context() {
        return (ProcessorContext<Object, Object>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ProcessorContext.class}, (proxy, method, arguments) -> {
                    calls.add(signature(method));
                    if (method.getName().equals("forward")) {
                        forwarded.addAll(Arrays.asList(arguments));
                    }
                    return method.getReturnType() == long.class ? (Object) 0L : null;
                });
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    @SuppressWarnings("unchecked")
    private static Processor<Object, Object, Object, Object> planned(Topology topology, String name) {
        ProcessorNode node = (ProcessorNode) topology.plan().subTopologies().get(0).nodes().stream()
                .filter(any -> any.name().equals(name))
                .findFirst()
                .orElseThrow();
        return (Processor<Object, Object, Object, Object>) node.supplier().get();
    }

    @Test
    void runsAsPlainProcessor() {
        Doubling doubling = new Doubling();
        FixedKeyAdapter<String, Integer, Long> processor = new FixedKeyAdapter<>(doubling);
        RecordHeaders headers = new RecordHeaders();
        headers.add("h", new byte[] {1});
        @SuppressWarnings({"unchecked", "rawtypes"})
        ProcessorContext<String, Long> context = (ProcessorContext) context();

        processor.init(context);
        processor.process(new Record<>("k", 21, 7, headers));
        processor.close();

        assertThat(forwarded).containsExactly(new Record<>("k", 42L, 7, headers));
        assertThat(doubling.closed).isTrue();
    }

    @Test
    void addedProcessorForwardsUnderItsKey() {
        Topology topology =
                new Topology().addSource("source", "topic").addFixedKeyProcessor("double", Doubling::new, "source");

        Processor<Object, Object, Object, Object> processor = planned(topology, "double");
        processor.init(context());
        processor.process(new Record<>("k", 1, 0));

        assertThat(processor).isNotInstanceOf(BufferedProcessor.class);
        assertThat(forwarded).containsExactly(new Record<>("k", 2L, 0));
    }

    @Test
    void heldBackUpdatesAreForwardedWhenAskedFor() {
        Topology topology =
                new Topology().addSource("source", "topic").addFixedKeyProcessor("double", LateDoubling::new, "source");

        Processor<Object, Object, Object, Object> processor = planned(topology, "double");
        processor.init(context());
        processor.process(new Record<>("k", 1, 0));
        assertThat(forwarded).isEmpty();
        assertThat(processor).isInstanceOfSatisfying(BufferedProcessor.class, BufferedProcessor::forwardBuffered);

        assertThat(forwarded).containsExactly(new Record<>("k", 2L, 0));
    }

    @Test
    void everyMethodOfTheContextReachesTheEngine() throws ReflectiveOperationException {
        FixedKeyProcessorContext<Object, Object> adapted = new FixedKeyContextAdapter<>(context());
        List<String> expected = new ArrayList<>();

        for (Method method : ProcessingContext.class.getMethods()) {
            method.invoke(adapted, new Object[method.getParameterCount()]);
            expected.add(signature(method));
        }

        assertThat(calls).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void forwardsToOneChild() {
        FixedKeyProcessorContext<Object, Object> adapted = new FixedKeyContextAdapter<>(context());
        List<FixedKeyRecord<String, Integer>> records = new ArrayList<>();
        Processor<String, Integer, String, Integer> catching =
                new FixedKeyAdapter<>((FixedKeyProcessor<String, Integer, Integer>) records::add);
        catching.process(new Record<>("k", 1, 5));

        adapted.forward(records.get(0), "child");

        assertThat(forwarded).containsExactly(new Record<>("k", 1, 5), "child");
    }

    @Test
    void storesOfTheSupplierAreConnected() {
        NamedStore store = new NamedStore("s");
        FixedKeyProcessorSupplier<String, Integer, Long> supplier = new FixedKeyProcessorSupplier<>() {
            @Override
            public FixedKeyProcessor<String, Integer, Long> get() {
                return new Doubling();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store);
            }
        };

        TopologyPlan plan = new Topology()
                .addSource("source", "topic")
                .addFixedKeyProcessor("double", supplier, "source")
                .plan();

        assertThat(plan.subTopologies().get(0).stores())
                .containsExactly(new StoreDescription(store, Set.of("double"), null));
    }

    @Test
    void supplierOfOneProcessorIsRefused() {
        Doubling shared = new Doubling();
        Topology topology = new Topology().addSource("source", "topic");

        assertThatThrownBy(() -> topology.addFixedKeyProcessor("double", () -> shared, "source"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot add processor 'double': its supplier ");
    }

    @Test
    void wrapperSeesEveryProcessor() {
        List<String> wrapped = new ArrayList<>();
        Topology topology = new Topology(new ProcessorWrapper() {
            @Override
            public <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
                    String processorName, ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier) {
                wrapped.add(processorName);
                return ProcessorWrapper.asWrapped(processorSupplier);
            }

            @Override
            public <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
                    String processorName, FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier) {
                wrapped.add(processorName + " with fixed key");
                return ProcessorWrapper.asWrappedFixedKey(processorSupplier);
            }
        });

        topology.addSource("source", "topic")
                .addProcessor("plain", Discarding::new, "source")
                .addFixedKeyProcessor("double", Doubling::new, "plain");

        assertThat(wrapped).containsExactly("plain", "double with fixed key");
        assertThat(planned(topology, "plain")).isInstanceOf(Discarding.class);
    }
}

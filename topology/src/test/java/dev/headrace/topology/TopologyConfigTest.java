package dev.headrace.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.processor.FixedKeyProcessorSupplier;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.processor.ProcessorWrapper;
import dev.headrace.processor.WrappedFixedKeyProcessorSupplier;
import dev.headrace.processor.WrappedProcessorSupplier;
import dev.headrace.streaming.StreamsConfig;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class TopologyConfigTest {

    /** Marks what it wraps with the application's id. */
    public static final class Marking implements ProcessorWrapper {

        private String mark = "none";

        @Override
        public void configure(Map<String, ?> configs) {
            mark = String.valueOf(configs.get("application.id"));
        }

        @Override
        public <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
                String processorName, ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier) {
            return new Marked<>(mark, ProcessorWrapper.asWrapped(processorSupplier));
        }

        @Override
        public <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
                String processorName, FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier) {
            return ProcessorWrapper.asWrappedFixedKey(processorSupplier);
        }
    }

    private record Marked<KIn, VIn, KOut, VOut>(String mark, WrappedProcessorSupplier<KIn, VIn, KOut, VOut> supplier)
            implements WrappedProcessorSupplier<KIn, VIn, KOut, VOut> {

        @Override
        public dev.headrace.processor.Processor<KIn, VIn, KOut, VOut> get() {
            return supplier.get();
        }
    }

    private static StreamsConfig config(String wrapper) {
        return new StreamsConfig(Map.of(
                "application.id", "orders-app", "bootstrap.servers", "none:9092", "processor.wrapper.class", wrapper));
    }

    @Test
    void configuredWrapperWrapsProcessors() {
        Topology topology = new Topology(new TopologyConfig(config(Marking.class.getName())))
                .addSource("source", "topic")
                .addProcessor("p", Discarding::new, "source");

        assertThat(topology.plan().subTopologies().get(0).nodes().get(1))
                .isInstanceOfSatisfying(ProcessorNode.class, node -> assertThat(node.supplier())
                        .isInstanceOfSatisfying(Marked.class, marked -> assertThat(marked.mark())
                                .isEqualTo("orders-app")));
    }

    @Test
    void withoutWrapperSuppliersStayAsTheyAre() {
        ProcessorSupplier<Object, Object, Object, Object> supplier = Discarding::new;
        Topology topology = new Topology(new TopologyConfig(
                        new StreamsConfig(Map.of("application.id", "orders-app", "bootstrap.servers", "none:9092"))))
                .addSource("source", "topic")
                .addProcessor("p", supplier, "source");

        assertThat(topology.plan().subTopologies().get(0).nodes().get(1))
                .isInstanceOfSatisfying(
                        ProcessorNode.class, node -> assertThat(node.supplier()).isSameAs(supplier));
    }

    @Test
    void overridesReplaceOptionsOfTheApplication() {
        Properties overrides = new Properties();
        overrides.setProperty("processor.wrapper.class", Marking.class.getName());

        TopologyConfig config = new TopologyConfig(null, config("java.lang.String"), overrides);

        assertThat(config.properties())
                .containsEntry("processor.wrapper.class", Marking.class.getName())
                .containsEntry("application.id", "orders-app");
        assertThat(config.processorWrapper()).isInstanceOf(Marking.class);
    }

    @Test
    void otherClassIsRefused() {
        assertThatThrownBy(() -> new Topology(new TopologyConfig(config("java.lang.String"))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Cannot wrap processors with processor.wrapper.class=java.lang.String: give a class that"
                        + " implements dev.headrace.processor.ProcessorWrapper");
    }

    @Test
    void nameIsRefused() {
        assertThatThrownBy(() -> new TopologyConfig("named", config("java.lang.String"), new Properties()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Cannot name a topology 'named': a query runs one topology; pass null, and name the query"
                        + " instead");
    }
}

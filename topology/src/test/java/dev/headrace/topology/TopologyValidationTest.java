package dev.headrace.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.TopologyException;
import dev.headrace.processor.Processor;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class TopologyValidationTest {

    private final Topology topology = new Topology().addSource("orders", "orders-topic");

    private static void assertRefused(ThrowingCallable addition, String message) {
        assertThatThrownBy(addition).isInstanceOf(TopologyException.class).hasMessage("Invalid topology: " + message);
    }

    @Nested
    final class Names {

        @Test
        void takenNameIsRefused() {
            topology.addProcessor("check", Discarding::new, "orders");

            assertRefused(
                    () -> topology.addSource("check", "other-topic"),
                    "Cannot add node 'check': there is already a processor of that name, choose another");
            assertRefused(
                    () -> topology.addSink("orders", "out", "check"),
                    "Cannot add node 'orders': there is already a source of that name, choose another");
        }

        @Test
        void refusedNodeLeavesNothingBehind() {
            assertThatThrownBy(() -> topology.addProcessor("check", Discarding::new, "unknown"))
                    .isInstanceOf(TopologyException.class);

            topology.addProcessor("check", Discarding::new, "orders");

            assertThat(topology.plan().subTopologies().get(0).nodes()).hasSize(2);
        }

        @Test
        void nameIsRequired() {
            assertThatThrownBy(() -> topology.addSource((String) null, "other-topic"))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("name cannot be null");
        }
    }

    @Nested
    final class Parents {

        @Test
        void unknownParentIsRefusedWithTheNearName() {
            assertRefused(
                    () -> topology.addProcessor("check", Discarding::new, "order"),
                    "Cannot add processor 'check': its parent 'order' is unknown; did you mean 'orders'?");
        }

        @Test
        void unknownParentIsRefusedWithAllNamesIfNoneIsNear() {
            assertRefused(
                    () -> topology.addSink("out", "out-topic", "payments"),
                    "Cannot add sink 'out': its parent 'payments' is unknown; there are [orders]");
        }

        @Test
        void ownParentIsRefused() {
            assertRefused(
                    () -> topology.addProcessor("check", Discarding::new, "orders", "check"),
                    "Cannot add processor 'check': it names itself as its parent");
        }

        @Test
        void sinkAsParentIsRefused() {
            topology.addSink("out", "out-topic", "orders").addSink("rows", new Wanting("rows"), "orders");

            assertRefused(
                    () -> topology.addProcessor("check", Discarding::new, "out"),
                    "Cannot add processor 'check': its parent 'out' is a sink, which sends nothing on");
            assertRefused(
                    () -> topology.addProcessor("check", Discarding::new, "rows"),
                    "Cannot add processor 'check': its parent 'rows' is a sink, which sends nothing on");
        }

        @Test
        void sinkWithoutParentsIsRefused() {
            String message =
                    "Cannot add node 'out': it has no parents, so no record would ever reach it; name the nodes"
                            + " to connect it to";

            assertRefused(() -> topology.addSink("out", "out-topic"), message);
            assertRefused(() -> topology.addSink("out", new Wanting("rows")), message);
            assertRefused(() -> topology.addProcessor("out", Discarding::new), message);
        }

        @Test
        void parentNamedTwiceIsRefused() {
            assertRefused(
                    () -> topology.addProcessor("check", Discarding::new, "orders", "orders"),
                    "Cannot add processor 'check': its parent 'orders' is named twice");
        }

        @Test
        void nodeOfGlobalStoreAsParentIsRefused() {
            topology.addGlobalStore(
                    new NamedStore("rates"), "rates-source", null, null, "rates-topic", "rates-update", Nothing::new);

            assertRefused(
                    () -> topology.addProcessor("check", Discarding::new, "rates-source"),
                    "Cannot add processor 'check': 'rates-source' belongs to global store 'rates' and is connected to"
                            + " nothing else");
        }
    }

    @Nested
    final class Topics {

        @Test
        void topicOfAnotherSourceIsRefused() {
            assertRefused(
                    () -> topology.addSource("again", "fresh-topic", "orders-topic"),
                    "Cannot add source 'again': topic 'orders-topic' is read by source 'orders' already; connect to that"
                            + " source instead");
        }

        @Test
        void topicThatAnotherPatternMatchesIsRefused() {
            topology.addSource("metrics", Pattern.compile("metrics-.*"));

            assertRefused(
                    () -> topology.addSource("cpu", "metrics-cpu"),
                    "Cannot add source 'cpu': topic 'metrics-cpu' is read by source 'metrics' already, whose pattern is"
                            + " metrics-.*; connect to that source instead");
        }

        @Test
        void patternThatMatchesTopicOfAnotherSourceIsRefused() {
            assertRefused(
                    () -> topology.addSource("all", Pattern.compile(".*-topic")),
                    "Cannot add source 'all': its pattern .*-topic matches topic 'orders-topic', which is read by source"
                            + " 'orders' already");
        }

        @Test
        void topicOfGlobalStoreIsRefused() {
            assertRefused(
                    () -> topology.addGlobalStore(
                            new NamedStore("s"), "source", null, null, "orders-topic", "update", Nothing::new),
                    "Cannot add source 'source': topic 'orders-topic' is read by source 'orders' already; connect to that"
                            + " source instead");
        }

        @Test
        void topicNamedTwiceIsRefused() {
            assertRefused(
                    () -> topology.addSource("twice", "a", "a"), "Cannot add source 'twice': topic 'a' is named twice");
        }

        @Test
        void sourceWithoutTopicsIsRefused() {
            assertRefused(
                    () -> topology.addSource("none", new String[0]), "Cannot add source 'none': no topic is named");
        }
    }

    @Nested
    final class Stores {

        private final NamedStore counts = new NamedStore("counts");

        @Test
        void sameStoreAddedTwiceConnectsBoth() {
            topology.addSource("refunds", "refunds-topic")
                    .addProcessor("count-orders", Discarding.using(counts), "orders")
                    .addProcessor("count-refunds", Discarding.using(counts), "refunds");

            assertThat(topology.plan().subTopologies()).singleElement().satisfies(only -> assertThat(only.stores())
                    .containsExactly(new StoreDescription(counts, Set.of("count-orders", "count-refunds"), null)));
        }

        @Test
        void otherStoreOfTheSameNameIsRefused() {
            topology.addProcessor("count", Discarding.using(counts), "orders");

            assertRefused(
                    () -> topology.addStateStore(new NamedStore("counts")),
                    "Cannot add store 'counts': there is already a different store of that name, used by [count]; to share"
                            + " a store, add the same builder");
        }

        @Test
        void storeOfTheNameOfGlobalStoreIsRefused() {
            topology.addGlobalStore(
                    new NamedStore("rates"), "rates-source", null, null, "rates-topic", "rates-update", Nothing::new);

            assertRefused(
                    () -> topology.addStateStore(new NamedStore("rates")),
                    "Cannot add store 'rates': there is already a global store of that name");
        }

        @Test
        void globalStoreOfTheNameOfStoreIsRefused() {
            topology.addStateStore(counts);

            assertRefused(
                    () -> topology.addGlobalStore(
                            new NamedStore("counts"), "source", null, null, "topic", "update", Nothing::new),
                    "Cannot add global store 'counts': there is already a store of that name");
        }

        @Test
        void globalStoreNeedsNoConnection() {
            topology.addProcessor("check", Discarding::new, "orders")
                    .addGlobalStore(
                            new NamedStore("rates"),
                            "rates-source",
                            null,
                            null,
                            "rates-topic",
                            "rates-update",
                            Nothing::new);

            assertRefused(
                    () -> topology.connectProcessorAndStateStores("check", "rates"),
                    "Cannot connect 'check' to store 'rates': the store is global, every processor may read it without"
                            + " being connected");
        }

        @Test
        void unknownStoreIsRefusedWithTheNearName() {
            topology.addProcessor("check", Discarding.using(counts), "orders");

            assertRefused(
                    () -> topology.connectProcessorAndStateStores("check", "count"),
                    "Cannot connect 'check' to store 'count': no store of that name was added; did you mean 'counts'?");
        }

        @Test
        void unknownProcessorIsRefusedWithTheNearName() {
            topology.addProcessor("check", Discarding::new, "orders");

            assertRefused(
                    () -> topology.addStateStore(counts, "chekc"),
                    "Cannot connect 'chekc' to store 'counts': no processor of that name was added; did you mean 'check'?");
            assertRefused(
                    () -> topology.addStateStore(counts, "sum"),
                    "Cannot connect 'sum' to store 'counts': no processor of that name was added; there are"
                            + " [orders, check]");
        }

        @Test
        void storeOfSourceIsRefused() {
            assertRefused(
                    () -> topology.addStateStore(counts, "orders"),
                    "Cannot connect 'orders' to store 'counts': 'orders' is a source, only processors use stores");
        }

        @Test
        void connectionToNoStoreIsRefused() {
            assertRefused(
                    () -> topology.connectProcessorAndStateStores("orders"),
                    "Cannot connect 'orders' to stores: no store is named");
        }

        @Test
        void secondTopicToRestoreFromIsRefused() {
            topology.addProcessor("check", Discarding.using(counts), "orders")
                    .restoreFromTopic("counts", "orders-topic");

            assertRefused(
                    () -> topology.restoreFromTopic("counts", "other-topic"),
                    "Cannot restore store 'counts' from topic 'other-topic': it is restored from topic 'orders-topic'"
                            + " already");
        }
    }

    @Nested
    final class Suppliers {

        @Test
        void supplierOfOneProcessorIsRefused() {
            Processor<Object, Object, Object, Object> shared = new Discarding();

            assertThatThrownBy(() -> topology.addProcessor("check", () -> shared, "orders"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Cannot add processor 'check': its supplier ")
                    .hasMessageEndingWith(
                            "returned the same object twice, and tasks cannot share a processor. Return a new"
                                    + " one at each call.");
        }

        @Test
        void globalSupplierOfOneProcessorIsRefused() {
            Processor<Object, Object, Void, Void> shared = new Nothing();

            assertThatThrownBy(() -> topology.addGlobalStore(
                            new NamedStore("s"), "source", null, null, "topic", "update", () -> shared))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Cannot add processor 'update': its supplier ");
        }
    }
}

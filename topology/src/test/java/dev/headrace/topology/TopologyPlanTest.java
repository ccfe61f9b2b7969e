package dev.headrace.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.TopologyException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TopologyPlanTest {

    private static void assertRefused(Topology topology, String message) {
        assertThatThrownBy(topology::plan)
                .isInstanceOf(TopologyException.class)
                .hasMessage("Invalid topology: " + message);
    }

    private static List<String> names(SubTopology subTopology) {
        return subTopology.nodes().stream().map(Node::name).toList();
    }

    /** Reads {@code from}, writes {@code to}. */
    private static Topology addStep(Topology topology, String from, String to) {
        return topology.addSource(from + "-source", from)
                .addProcessor(from + "-process", Discarding::new, from + "-source")
                .addSink(from + "-sink", to, from + "-process");
    }

    @Test
    void cutsAtRepartitionTopics() {
        Topology topology = addStep(addStep(new Topology(), "clicks", "by-user"), "by-user", "sums")
                .addInternalTopic(InternalTopic.repartition("by-user", 4));

        TopologyPlan plan = topology.plan();

        assertThat(plan.subTopologies()).extracting(SubTopology::id).containsExactly(0, 1);
        assertThat(plan.subTopologies()).extracting(SubTopology::name).containsExactly("clicks", "by-user");
        assertThat(names(plan.subTopologies().get(0)))
                .containsExactly("clicks-source", "clicks-process", "clicks-sink");
        assertThat(plan.repartitionTopics()).containsOnlyKeys("by-user");
        assertThat(plan.repartitionTopics().get("by-user").partitions()).isEqualTo(4);
        assertThat(plan.feeders("by-user")).containsExactly("clicks-source");
        assertThat(plan.subTopology("by-user").sourceTopics()).containsExactly("by-user");
        assertThatThrownBy(() -> plan.subTopology("by-usr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot find sub-topology 'by-usr': there are [clicks, by-user]");
    }

    @Test
    void putsSourcesFirstAndEveryNodeBehindItsParents() {
        Topology topology = new Topology()
                .addSource("left", "left-topic")
                .addProcessor("prepare", Discarding::new, "left")
                .addSource("right", "right-topic")
                .addProcessor("join", Discarding::new, "right", "prepare")
                .addSink("out", "out-topic", "join");

        SubTopology only = topology.plan().subTopologies().get(0);

        assertThat(names(only)).containsExactly("left", "right", "prepare", "join", "out");
        assertThat(only.sources()).extracting(Node::name).containsExactly("left", "right");
        assertThat(only.children("prepare")).extracting(Node::name).containsExactly("join");
        assertThat(only.sourceTopics()).containsExactly("left-topic", "right-topic");
    }

    @Test
    void durableNameIsTheSmallestTopic() {
        Topology topology = new Topology()
                .addSource("a-source", "zebra", "mango")
                .addSource("b-source", Pattern.compile("apple-.*"))
                .addProcessor("merge", Discarding::new, "a-source", "b-source");

        assertThat(topology.plan().subTopologies())
                .extracting(SubTopology::name)
                .containsExactly("mango");
    }

    @Test
    void durableNameIsTheSmallestSourceWhereNoTopicIsNamed() {
        Topology topology = new Topology()
                .addSource("files", new Wanting("files"))
                .addSource("rates", new Wanting("rates"))
                .addSink("out", new Wanting("rows"), "rates", "files");

        assertThat(topology.plan().subTopologies())
                .extracting(SubTopology::name)
                .containsExactly("files");
    }

    @Test
    void equalDurableNamesAreRefused() {
        Topology topology = new Topology().addSource("kafka", "orders").addSource("orders", new Wanting("files"));

        assertRefused(
                topology,
                "Cannot tell two sub-topologies apart: both [kafka] and [orders] would be called 'orders'; rename the"
                        + " source node of that name");
    }

    @Test
    void nodeKnowsItsStoresAndStoreItsProcessors() {
        NamedStore one = new NamedStore("one");
        NamedStore two = new NamedStore("two");
        Topology topology = new Topology()
                .addSource("source", "topic")
                .addProcessor("p", Discarding.using(one), "source")
                .addProcessor("q", Discarding::new, "p")
                .addStateStore(two, "q", "p");

        SubTopology only = topology.plan().subTopologies().get(0);

        assertThat(only.stores()).extracting(StoreDescription::name).containsExactly("one", "two");
        assertThat(only.stores().get(1).processors()).containsExactly("q", "p");
        assertThat(only.nodes().get(1)).isInstanceOfSatisfying(ProcessorNode.class, p -> assertThat(p.stores())
                .containsExactly("one", "two"));
    }

    @Test
    void globalStoreIsNoSubTopology() {
        NamedStore rates = new NamedStore("rates");
        Topology topology = new Topology()
                .addGlobalStore(rates, "rates-source", null, null, "rates-topic", "rates-update", Nothing::new)
                .addSource("orders", "orders-topic");

        TopologyPlan plan = topology.plan();

        assertThat(plan.subTopologies()).singleElement().satisfies(only -> {
            assertThat(only.id()).isEqualTo(1);
            assertThat(only.name()).isEqualTo("orders-topic");
        });
        assertThat(plan.globalStores()).singleElement().satisfies(store -> {
            assertThat(store.name()).isEqualTo("rates");
            assertThat(store.source().topics()).containsExactly("rates-topic");
            assertThat(store.processor().stores()).containsExactly("rates");
            assertThat(store.restore()).isEqualTo(GlobalStore.Restore.PROCESS);
        });
        assertThat(rates.loggingEnabled()).isFalse();
    }

    @Test
    void readOnlyStoreIsRestoredFromItsTopic() {
        NamedStore table = new NamedStore("table");
        Topology topology = new Topology()
                .addReadOnlyStateStore(table, "source", null, null, "table-topic", "update", Nothing::new);

        SubTopology only = topology.plan().subTopologies().get(0);

        assertThat(only.stores()).containsExactly(new StoreDescription(table, Set.of("update"), "table-topic"));
        assertThat(table.loggingEnabled()).isFalse();
        assertThat(only.nodes().get(0))
                .isInstanceOfSatisfying(TopicSourceNode.class, source -> assertThat(source.offsetReset())
                        .isEqualTo(AutoOffsetReset.earliest()));
    }

    @Test
    void topicToRestoreFromThatNobodyReadsIsRefused() {
        Topology topology = new Topology()
                .addSource("source", "topic")
                .addProcessor("p", Discarding.using(new NamedStore("s")), "source")
                .addSource("other", "other-topic")
                .restoreFromTopic("s", "other-topic");

        assertRefused(
                topology,
                "Cannot restore store 's' from topic 'other-topic': no source that runs together with its processors [p]"
                        + " reads that topic");
    }

    @Test
    void emptyTopologyIsRefused() {
        assertRefused(new Topology(), "Cannot plan a topology without nodes: add a source at least");
    }

    @Test
    void storeWithoutProcessorIsRefused() {
        Topology topology = new Topology().addSource("source", "topic").addStateStore(new NamedStore("unused"));

        assertRefused(
                topology,
                "Cannot plan the topology: no processor is connected to store unused; connect one or leave the store out");
    }

    @Test
    void repartitionTopicsStandBehindThoseThatFeedThem() {
        Topology topology = new Topology()
                .addInternalTopic(InternalTopic.repartition("third"))
                .addInternalTopic(InternalTopic.repartition("first"))
                .addInternalTopic(InternalTopic.repartition("second"));
        addStep(topology, "third", "out");
        addStep(topology, "second", "third");
        addStep(topology, "first", "second");
        addStep(topology, "in", "first");

        assertThat(topology.plan().repartitionTopics().keySet()).containsExactly("first", "second", "third");
    }

    @Test
    void subTopologiesMayFeedEachOther() {
        NamedStore left = new NamedStore("left");
        NamedStore subscriptions = new NamedStore("subscriptions");
        Topology topology = new Topology()
                .addInternalTopic(InternalTopic.repartition("response"))
                .addInternalTopic(InternalTopic.repartition("subscription"))
                .addSource("left", "left-topic")
                .addProcessor("subscribe", Discarding.using(left), "left")
                .addSink("subscription-sink", "subscription", "subscribe")
                .addSource("subscription-source", "subscription")
                .addSource("right", "right-topic")
                .addProcessor("on-subscription", Discarding.using(subscriptions), "subscription-source")
                .addProcessor("on-right", Discarding.using(subscriptions), "right")
                .addSink("response-sink", "response", "on-subscription", "on-right")
                .addSource("response-source", "response")
                .addProcessor("resolve", Discarding.using(left), "response-source")
                .addSink("out", "joined", "resolve");

        TopologyPlan plan = topology.plan();

        assertThat(plan.subTopologies()).extracting(SubTopology::name).containsExactly("left-topic", "right-topic");
        assertThat(plan.repartitionTopics().keySet()).containsExactly("subscription", "response");
        assertThat(plan.feeders("subscription")).containsExactly("left");
        assertThat(plan.feeders("response")).containsExactlyInAnyOrder("subscription-source", "right");
    }

    @Test
    void repartitionTopicThatFeedsItselfIsRefusedWithTheWay() {
        Topology topology = new Topology()
                .addInternalTopic(InternalTopic.repartition("a"))
                .addInternalTopic(InternalTopic.repartition("b"));
        addStep(topology, "in", "a");
        addStep(topology, "a", "b");
        addStep(topology, "b", "a");

        assertRefused(
                topology,
                "Cannot drain a repartition topic that feeds itself: a-source -> a-process -> a-sink -> topic b -> b-source"
                        + " -> b-process -> b-sink -> topic a -> a-source; send records back through a topic that is not"
                        + " internal");
    }

    @Test
    void externalTopicMayFeedItself() {
        Topology topology = addStep(new Topology(), "retries", "retries");

        assertThat(topology.plan().subTopologies()).hasSize(1);
    }

    @Test
    void repartitionTopicThatNobodyWritesOrReadsIsRefused() {
        Topology unwritten = new Topology()
                .addInternalTopic(InternalTopic.repartition("lost"))
                .addSource("source", "lost");
        Topology unread = addStep(new Topology(), "in", "lost").addInternalTopic(InternalTopic.repartition("lost"));

        assertRefused(
                unwritten, "Cannot use repartition topic 'lost': no sink writes it; add one or leave the topic out");
        assertRefused(
                unread, "Cannot use repartition topic 'lost': no source reads it; add one or leave the topic out");
    }

    @Test
    void repartitionTopicIsDeclaredWithOneNumberOfPartitions() {
        Topology topology = new Topology().addInternalTopic(InternalTopic.repartition("t", 2));

        topology.addInternalTopic(InternalTopic.repartition("t", 2));

        assertThatThrownBy(() -> topology.addInternalTopic(InternalTopic.repartition("t")))
                .isInstanceOf(TopologyException.class)
                .hasMessage(
                        "Invalid topology: Cannot declare repartition topic 't' with no number of partitions: it was"
                                + " declared with 2 partitions");
    }

    @Test
    void copartitionGroupWithDifferentDeclaredPartitionsIsRefused() {
        Topology topology = new Topology()
                .addInternalTopic(InternalTopic.repartition("left", 2))
                .addInternalTopic(InternalTopic.repartition("right", 3))
                .addCopartitionGroup(Set.of("left", "right"));
        addStep(topology, "in", "left");
        addStep(topology, "in-2", "right");
        addStep(topology, "left", "out");
        addStep(topology, "right", "out");

        assertThatThrownBy(topology::plan)
                .isInstanceOf(TopologyException.class)
                .hasMessageEndingWith(" equal: these topics were declared with {left=2, right=3}");
    }

    @Test
    void copartitionGroupOfUnknownTopicIsRefused() {
        Topology topology = new Topology().addSource("s", "known").addCopartitionGroup(Set.of("unknown"));

        assertRefused(topology, "Cannot keep the partitions of [unknown] equal: no source reads topic 'unknown'");
    }

    @Test
    void copartitionGroupsReachThePlan() {
        Topology topology = new Topology().addSource("s", "left", "right").addCopartitionGroup(Set.of("left", "right"));

        assertThat(topology.plan().copartitionGroups()).containsExactly(Set.of("left", "right"));
    }

    @Test
    void laterAdditionsDoNotChangeThePlan() {
        Topology topology = new Topology().addSource("source", "topic");
        TopologyPlan plan = topology.plan();

        topology.addProcessor("late", Discarding::new, "source");

        assertThat(names(plan.subTopologies().get(0))).containsExactly("source");
    }
}

package dev.headrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The texts are those that Kafka Streams 4.3.1 printed for the same topologies. */
final class TopologyDescriptionTextTest {

    @Test
    void sourceProcessorSink() {
        Topology topology = new Topology()
                .addSource("orders", "orders-topic")
                .addProcessor("check", Discarding::new, "orders")
                .addSink("checked", "checked-topic", "check");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: orders (topics: [orders-topic])
                      --> check
                    Processor: check (stores: [])
                      --> checked
                      <-- orders
                    Sink: checked (topic: checked-topic)
                      <-- check

                """);
    }

    @Test
    void sourceWithoutChildren() {
        Topology topology = new Topology().addSource("lonely", "some-topic");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: lonely (topics: [some-topic])
                      --> none

                """);
    }

    @Test
    void severalTopicsOfOneSource() {
        Topology topology = new Topology()
                .addSource("all", "zebra", "apple", "mango", "kiwi", "plum")
                .addSink("copy", "fruit", "all");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: all (topics: [zebra, plum, apple, kiwi, mango])
                      --> copy
                    Sink: copy (topic: fruit)
                      <-- all

                """);
    }

    @Test
    void patternSource() {
        Topology topology = new Topology()
                .addSource("matching", Pattern.compile("metrics-.*"))
                .addProcessor("count", Discarding::new, "matching");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: matching (topics: metrics-.*)
                      --> count
                    Processor: count (stores: [])
                      --> none
                      <-- matching

                """);
    }

    @Test
    void unrelatedSubTopologies() {
        Topology topology = new Topology()
                .addSource("b-source", "b")
                .addSource("a-source", "a")
                .addProcessor("a-process", Discarding::new, "a-source")
                .addProcessor("b-process", Discarding::new, "b-source")
                .addSink("a-sink", "a-out", "a-process")
                .addSink("b-sink", "b-out", "b-process");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: b-source (topics: [b])
                      --> b-process
                    Processor: b-process (stores: [])
                      --> b-sink
                      <-- b-source
                    Sink: b-sink (topic: b-out)
                      <-- b-process

                  Sub-topology: 1
                    Source: a-source (topics: [a])
                      --> a-process
                    Processor: a-process (stores: [])
                      --> a-sink
                      <-- a-source
                    Sink: a-sink (topic: a-out)
                      <-- a-process

                """);
    }

    @Test
    void storesJoinSubTopologies() {
        Topology topology = new Topology()
                .addSource("left", "left-topic")
                .addSource("right", "right-topic")
                .addSource("other", "other-topic")
                .addProcessor("left-join", Discarding::new, "left")
                .addProcessor("right-join", Discarding::new, "right")
                .addProcessor("alone", Discarding::new, "other")
                .addStateStore(new NamedStore("left-window"), "left-join", "right-join")
                .addStateStore(new NamedStore("right-window"), "right-join")
                .connectProcessorAndStateStores("left-join", "right-window");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: left (topics: [left-topic])
                      --> left-join
                    Source: right (topics: [right-topic])
                      --> right-join
                    Processor: left-join (stores: [left-window, right-window])
                      --> none
                      <-- left
                    Processor: right-join (stores: [left-window, right-window])
                      --> none
                      <-- right

                  Sub-topology: 1
                    Source: other (topics: [other-topic])
                      --> alone
                    Processor: alone (stores: [])
                      --> none
                      <-- other

                """);
    }

    @Test
    void storesOfSupplier() {
        Topology topology = new Topology()
                .addSource("words", "words-topic")
                .addProcessor("count", Discarding.using(new NamedStore("counts"), new NamedStore("last-seen")), "words")
                .addSink("counted", "counts-topic", "count");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: words (topics: [words-topic])
                      --> count
                    Processor: count (stores: [counts, last-seen])
                      --> counted
                      <-- words
                    Sink: counted (topic: counts-topic)
                      <-- count

                """);
    }

    @Test
    void fanOut() {
        Topology topology = new Topology()
                .addSource("source", "in")
                .addProcessor("short", Discarding::new, "source")
                .addProcessor("long-1", Discarding::new, "source")
                .addProcessor("long-2", Discarding::new, "long-1")
                .addProcessor("long-3", Discarding::new, "long-2")
                .addSink("first", "out-1", "short")
                .addSink("second", "out-2", "long-3")
                .addSink("third", "out-3", "source");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: source (topics: [in])
                      --> long-1, short, third
                    Processor: long-1 (stores: [])
                      --> long-2
                      <-- source
                    Processor: long-2 (stores: [])
                      --> long-3
                      <-- long-1
                    Processor: long-3 (stores: [])
                      --> second
                      <-- long-2
                    Processor: short (stores: [])
                      --> first
                      <-- source
                    Sink: first (topic: out-1)
                      <-- short
                    Sink: second (topic: out-2)
                      <-- long-3
                    Sink: third (topic: out-3)
                      <-- source

                """);
    }

    @Test
    void diamond() {
        Topology topology = new Topology()
                .addSource("one", "one-topic")
                .addSource("two", "two-topic")
                .addProcessor("left", Discarding::new, "one", "two")
                .addProcessor("right", Discarding::new, "two", "one")
                .addProcessor("merge", Discarding::new, "left", "right", "one")
                .addSink("out", "out-topic", "merge", "left");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: one (topics: [one-topic])
                      --> left, right, merge
                    Source: two (topics: [two-topic])
                      --> left, right
                    Processor: left (stores: [])
                      --> merge, out
                      <-- one, two
                    Processor: right (stores: [])
                      --> merge
                      <-- two, one
                    Processor: merge (stores: [])
                      --> out
                      <-- one, left, right
                    Sink: out (topic: out-topic)
                      <-- left, merge

                """);
    }

    @Test
    void repartition() {
        Topology topology = new Topology()
                .addSource("clicks", "clicks-topic")
                .addProcessor("rekey", Discarding::new, "clicks")
                .addSink("by-user-sink", "by-user-repartition", "rekey")
                .addSource("by-user-source", "by-user-repartition")
                .addProcessor("sum", Discarding.using(new NamedStore("sums")), "by-user-source")
                .addSink("sums-sink", "sums-topic", "sum");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: clicks (topics: [clicks-topic])
                      --> rekey
                    Processor: rekey (stores: [])
                      --> by-user-sink
                      <-- clicks
                    Sink: by-user-sink (topic: by-user-repartition)
                      <-- rekey

                  Sub-topology: 1
                    Source: by-user-source (topics: [by-user-repartition])
                      --> sum
                    Processor: sum (stores: [sums])
                      --> sums-sink
                      <-- by-user-source
                    Sink: sums-sink (topic: sums-topic)
                      <-- sum

                """);
    }

    @Test
    void globalStoreBetweenSubTopologies() {
        Topology topology = new Topology()
                .addSource("first", "first-topic")
                .addGlobalStore(
                        new NamedStore("rates"),
                        "rates-source",
                        null,
                        null,
                        "rates-topic",
                        "rates-update",
                        Nothing::new)
                .addSource("second", "second-topic")
                .addProcessor("convert", Discarding::new, "second");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: first (topics: [first-topic])
                      --> none

                  Sub-topology: 1 for global store (will not generate tasks)
                    Source: rates-source (topics: [rates-topic])
                      --> rates-update
                    Processor: rates-update (stores: [rates])
                      --> none
                      <-- rates-source
                  Sub-topology: 2
                    Source: second (topics: [second-topic])
                      --> convert
                    Processor: convert (stores: [])
                      --> none
                      <-- second

                """);
    }

    @Test
    void globalStoresFirst() {
        Topology topology = new Topology()
                .addGlobalStore(new NamedStore("one"), "source-1", null, null, "topic-1", "update-1", Nothing::new)
                .addGlobalStore(new NamedStore("two"), "source-2", null, null, "topic-2", "update-2", Nothing::new)
                .addSource("source-3", "topic-3");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0 for global store (will not generate tasks)
                    Source: source-1 (topics: [topic-1])
                      --> update-1
                    Processor: update-1 (stores: [one])
                      --> none
                      <-- source-1
                  Sub-topology: 1 for global store (will not generate tasks)
                    Source: source-2 (topics: [topic-2])
                      --> update-2
                    Processor: update-2 (stores: [two])
                      --> none
                      <-- source-2
                  Sub-topology: 2
                    Source: source-3 (topics: [topic-3])
                      --> none

                """);
    }

    @Test
    void readOnlyStore() {
        Topology topology = new Topology()
                .addReadOnlyStateStore(
                        new NamedStore("table"),
                        "table-source",
                        null,
                        null,
                        "table-topic",
                        "table-update",
                        Nothing::new)
                .addSource("stream", "stream-topic")
                .addProcessor("lookup", Discarding::new, "stream")
                .connectProcessorAndStateStores("lookup", "table");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: stream (topics: [stream-topic])
                      --> lookup
                    Source: table-source (topics: [table-topic])
                      --> table-update
                    Processor: lookup (stores: [table])
                      --> none
                      <-- stream
                    Processor: table-update (stores: [table])
                      --> none
                      <-- table-source

                """);
    }

    @Test
    void sinkThatChoosesTopics() {
        Topology topology = new Topology().addSource("source", "in").addSink("route", new ByKey(), "source");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: source (topics: [in])
                      --> route
                    Sink: route (extractor class: by key)
                      <-- source

                """);
    }

    @Test
    void manyStoresOfOneProcessor() {
        Topology topology = new Topology()
                .addSource("source", "in")
                .addProcessor("hoard", Discarding::new, "source")
                .addStateStore(new NamedStore("s-10"), "hoard")
                .addStateStore(new NamedStore("s-2"), "hoard")
                .addStateStore(new NamedStore("s-33"), "hoard")
                .addStateStore(new NamedStore("s-4"), "hoard");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: source (topics: [in])
                      --> hoard
                    Processor: hoard (stores: [s-2, s-4, s-10, s-33])
                      --> none
                      <-- source

                """);
    }

    @Test
    void namesAsTheDslGivesThem() {
        Topology topology = new Topology()
                .addSource("KSTREAM-SOURCE-0000000000", "TextLinesTopic")
                .addProcessor("KSTREAM-FLATMAPVALUES-0000000001", Discarding::new, "KSTREAM-SOURCE-0000000000")
                .addProcessor("KSTREAM-KEY-SELECT-0000000002", Discarding::new, "KSTREAM-FLATMAPVALUES-0000000001")
                .addProcessor("counts-store-repartition-filter", Discarding::new, "KSTREAM-KEY-SELECT-0000000002")
                .addSink("counts-store-repartition-sink", "counts-store-repartition", "counts-store-repartition-filter")
                .addSource("counts-store-repartition-source", "counts-store-repartition")
                .addProcessor(
                        "KSTREAM-AGGREGATE-0000000003",
                        Discarding.using(new NamedStore("counts-store")),
                        "counts-store-repartition-source")
                .addProcessor("KTABLE-TOSTREAM-0000000007", Discarding::new, "KSTREAM-AGGREGATE-0000000003")
                .addSink("KSTREAM-SINK-0000000008", "WordsWithCountsTopic", "KTABLE-TOSTREAM-0000000007");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: KSTREAM-SOURCE-0000000000 (topics: [TextLinesTopic])
                      --> KSTREAM-FLATMAPVALUES-0000000001
                    Processor: KSTREAM-FLATMAPVALUES-0000000001 (stores: [])
                      --> KSTREAM-KEY-SELECT-0000000002
                      <-- KSTREAM-SOURCE-0000000000
                    Processor: KSTREAM-KEY-SELECT-0000000002 (stores: [])
                      --> counts-store-repartition-filter
                      <-- KSTREAM-FLATMAPVALUES-0000000001
                    Processor: counts-store-repartition-filter (stores: [])
                      --> counts-store-repartition-sink
                      <-- KSTREAM-KEY-SELECT-0000000002
                    Sink: counts-store-repartition-sink (topic: counts-store-repartition)
                      <-- counts-store-repartition-filter

                  Sub-topology: 1
                    Source: counts-store-repartition-source (topics: [counts-store-repartition])
                      --> KSTREAM-AGGREGATE-0000000003
                    Processor: KSTREAM-AGGREGATE-0000000003 (stores: [counts-store])
                      --> KTABLE-TOSTREAM-0000000007
                      <-- counts-store-repartition-source
                    Processor: KTABLE-TOSTREAM-0000000007 (stores: [])
                      --> KSTREAM-SINK-0000000008
                      <-- KSTREAM-AGGREGATE-0000000003
                    Sink: KSTREAM-SINK-0000000008 (topic: WordsWithCountsTopic)
                      <-- KTABLE-TOSTREAM-0000000007

                """);
    }
}

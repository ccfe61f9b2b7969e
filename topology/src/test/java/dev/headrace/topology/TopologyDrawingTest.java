package dev.headrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TopologyDrawingTest {

    @Test
    void drawsTopicsBetweenSubTopologies() {
        Topology topology = new Topology()
                .addSource("clicks", "clicks-topic")
                .addProcessor("rekey", Discarding::new, "clicks")
                .addSink("by-user-sink", "by-user-repartition", "rekey")
                .addSource("by-user-source", "by-user-repartition")
                .addProcessor("sum", Discarding.using(new NamedStore("sums")), "by-user-source")
                .addProcessor("peak", Discarding::new, "by-user-source")
                .connectProcessorAndStateStores("peak", "sums")
                .addGlobalStore(
                        new NamedStore("rates"),
                        "rates-source",
                        null,
                        null,
                        "rates-topic",
                        "rates-update",
                        Nothing::new);

        assertThat(topology.describe().mermaid()).isEqualTo("""
                flowchart LR
                  subgraph s0["Sub-topology 0"]
                    n0(["clicks"])
                    n2["rekey"]
                    n3(["by-user-sink"])
                  end
                  subgraph s1["Sub-topology 1"]
                    n5(["by-user-source"])
                    n6["peak"]
                    n8[("sums")]
                    n7["sum"]
                  end
                  subgraph s2["Global store 2"]
                    n9(["rates-source"])
                    n11["rates-update"]
                    n12[("rates")]
                  end
                  n1[/"clicks-topic"/] --> n0
                  n0 --> n2
                  n2 --> n3
                  n3 --> n4[/"by-user-repartition"/]
                  n4 --> n5
                  n5 --> n6
                  n5 --> n7
                  n6 -.- n8
                  n7 -.- n8
                  n10[/"rates-topic"/] --> n9
                  n9 --> n11
                  n11 -.- n12
                """);
    }

    @Test
    void drawsSourcesAndSinksThatAreNotTopics() {
        Topology topology = new Topology()
                .addSource("files", new Wanting("json files in <in>"))
                .addSink("rows", new Wanting("the \"rows\" #1"), "files");

        assertThat(topology.describe().mermaid()).isEqualTo("""
                flowchart LR
                  subgraph s0["Sub-topology 0"]
                    n0(["files"])
                    n2(["rows"])
                  end
                  n1[/"json files in #lt;in#gt;"/] --> n0
                  n0 --> n2
                  n2 --> n3[/"the #quot;rows#quot; #35;1"/]
                """);
    }

    @Test
    void describesSourcesAndSinksThatAreNotTopics() {
        Topology topology = new Topology()
                .addSource("files", new Wanting("json files in /in"))
                .addSink("rows", new Wanting("parquet files in /out"), "files");

        assertThat(topology.describe()).hasToString("""
                Topologies:
                   Sub-topology: 0
                    Source: files (source: json files in /in)
                      --> rows
                    Sink: rows (sink: parquet files in /out)
                      <-- files

                """);
    }

    @Test
    void equalTopologiesHaveEqualDescriptions() {
        assertThat(counting("counts").describe()).isEqualTo(counting("counts").describe());
        assertThat(counting("counts").describe())
                .isNotEqualTo(counting("totals").describe());
        assertThat(counting("counts").describe())
                .hasSameHashCodeAs(counting("counts").describe());
    }

    private static Topology counting(String store) {
        return new Topology()
                .addSource("words", "words-topic")
                .addProcessor("count", Discarding.using(new NamedStore(store)), "words")
                .addSink("counted", "counts-topic", "count");
    }
}

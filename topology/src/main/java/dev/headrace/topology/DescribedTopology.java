package dev.headrace.topology;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A description; its text is laid out as Kafka Streams lays out its own. */
record DescribedTopology(
        Set<TopologyDescription.Subtopology> subtopologies, Set<TopologyDescription.GlobalStore> globalStores)
        implements TopologyDescription {

    DescribedTopology {
        subtopologies = Collections.unmodifiableSet(subtopologies);
        globalStores = Collections.unmodifiableSet(globalStores);
    }

    @Override
    public String mermaid() {
        return new MermaidDrawing(this).text();
    }

    @Override
    public String toString() {
        Map<Integer, Object> parts = new TreeMap<>();
        subtopologies.forEach(part -> parts.put(part.id(), part));
        globalStores.forEach(part -> parts.put(part.id(), part));
        return parts.values().stream().map(part -> "  " + part).collect(Collectors.joining("", "Topologies:\n ", ""));
    }

    record Part(int id, Set<TopologyDescription.Node> nodes) implements TopologyDescription.Subtopology {

        Part {
            nodes = Collections.unmodifiableSet(nodes);
        }

        @Override
        public String toString() {
            return nodes.stream()
                    .map(node -> "    " + node + "\n")
                    .collect(Collectors.joining("", "Sub-topology: " + id + "\n", "\n"));
        }
    }

    record Global(int id, TopologyDescription.Source source, TopologyDescription.Processor processor)
            implements TopologyDescription.GlobalStore {

        @Override
        public String toString() {
            return "Sub-topology: " + id + " for global store (will not generate tasks)\n    " + source + "\n    "
                    + processor + "\n";
        }
    }
}

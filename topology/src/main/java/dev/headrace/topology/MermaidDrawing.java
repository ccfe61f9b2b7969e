package dev.headrace.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Draws a description as a Mermaid flowchart: a box per sub-topology, topics between them, stores beside their processors. */
final class MermaidDrawing {

    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private final List<String> edges = new ArrayList<>();
    private final Map<String, String> ids = new LinkedHashMap<>();

    MermaidDrawing(TopologyDescription description) {
        description.subtopologies().forEach(part -> box(part.id(), "Sub-topology " + part.id(), part.nodes()));
        description
                .globalStores()
                .forEach(global ->
                        box(global.id(), "Global store " + global.id(), List.of(global.source(), global.processor())));
        edges.forEach(edge -> text.append("  ").append(edge).append('\n'));
    }

    String text() {
        return text.toString();
    }

    private void box(int id, String title, Iterable<? extends TopologyDescription.Node> nodes) {
        text.append("  subgraph s").append(id).append("[\"").append(title).append("\"]\n");
        nodes.forEach(this::draw);
        text.append("  end\n");
    }

    private void draw(TopologyDescription.Node node) {
        String id = id("node " + node.name());
        if (node instanceof TopologyDescription.Processor processor) {
            text.append("    ").append(id).append(label("[", node.name(), "]")).append('\n');
            new TreeSet<>(processor.stores()).forEach(store -> drawStore(id, store));
        } else {
            text.append("    ")
                    .append(id)
                    .append(label("([", node.name(), "])"))
                    .append('\n');
        }
        if (node instanceof TopologyDescription.Source source) {
            origins(source).forEach(origin -> edges.add(outside(origin) + " --> " + id));
        }
        if (node instanceof TopologyDescription.Sink sink) {
            edges.add(id + " --> " + outside(target(sink)));
        }
        node.successors().forEach(successor -> edges.add(id + " --> " + id("node " + successor.name())));
    }

    private void drawStore(String processorId, String store) {
        boolean drawn = ids.containsKey("store " + store);
        String id = id("store " + store);
        if (!drawn) {
            text.append("    ").append(id).append(label("[(", store, ")]")).append('\n');
        }
        edges.add(processorId + " -.- " + id);
    }

    private static Iterable<String> origins(TopologyDescription.Source source) {
        if (source.topicSet() != null) {
            return new TreeSet<>(source.topicSet());
        }
        Object origin = source.topicPattern() == null ? source.origin() : source.topicPattern();
        return List.of(String.valueOf(origin));
    }

    private static String target(TopologyDescription.Sink sink) {
        if (sink.destination() != null) {
            return sink.destination();
        }
        return sink.topic() == null ? "topic chosen per record" : sink.topic();
    }

    /** A topic or another place outside the topology; the first mention also draws it. */
    private String outside(String name) {
        boolean drawn = ids.containsKey("outside " + name);
        String id = id("outside " + name);
        return drawn ? id : id + label("[/", name, "/]");
    }

    private String id(String key) {
        return ids.computeIfAbsent(key, absent -> "n" + ids.size());
    }

    private static String label(String open, String name, String close) {
        String escaped = name.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
        return open + '"' + escaped + '"' + close;
    }
}

package dev.headrace.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that are connected by edges or by stores.
 *
 * @param id groups are numbered in the order in which their first nodes were added
 * @param nodes in the order of their addition
 * @param globalStore the global store that the group is; null if it is a sub-topology
 */
record NodeGroup(int id, List<Node> nodes, @Nullable GlobalStore globalStore) {

    /** All groups, in the order of their ids. */
    static List<NodeGroup> of(Declarations declarations) {
        Map<String, String> links = new HashMap<>();
        for (Node node : declarations.nodes()) {
            links.put(node.name(), node.name());
            node.parents().forEach(parent -> unite(links, parent, node.name()));
        }
        for (StoreDescription store : declarations.stores()) {
            store.processors()
                    .forEach(user -> unite(links, store.processors().iterator().next(), user));
        }

        Map<String, List<Node>> byRoot = new LinkedHashMap<>();
        for (Node node : declarations.nodes()) {
            byRoot.computeIfAbsent(root(links, node.name()), root -> new ArrayList<>())
                    .add(node);
        }
        List<NodeGroup> groups = new ArrayList<>();
        byRoot.values().forEach(nodes -> groups.add(new NodeGroup(groups.size(), nodes, global(declarations, nodes))));
        return groups;
    }

    private static @Nullable GlobalStore global(Declarations declarations, List<Node> nodes) {
        String first = nodes.get(0).name();
        return declarations.globalStores().stream()
                .filter(store -> store.source().name().equals(first))
                .findFirst()
                .orElse(null);
    }

    private static void unite(Map<String, String> links, String one, String other) {
        links.put(root(links, one), root(links, other));
    }

    private static String root(Map<String, String> links, String name) {
        String here = name;
        while (true) {
            String next = Objects.requireNonNull(links.get(here));
            if (next.equals(here)) {
                return here;
            }
            links.put(here, Objects.requireNonNull(links.get(next)));
            here = next;
        }
    }
}

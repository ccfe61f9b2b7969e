package dev.headrace.topology;

import dev.headrace.common.NearName;
import dev.headrace.errors.TopologyException;
import dev.headrace.state.StoreBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was added to a topology so far, in order of addition, each addition checked against what is there. */
final class Declarations {

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, StoreDescription> stores = new LinkedHashMap<>();
    private final Map<String, GlobalStore> globalStores = new LinkedHashMap<>();
    private final Map<String, InternalTopic> internalTopics = new LinkedHashMap<>();
    private final List<Set<String>> copartitionGroups = new ArrayList<>();
    private final Map<String, String> needingQueryEpochs = new LinkedHashMap<>();

    /** All nodes, those of global stores included; each behind its parents. */
    Collection<Node> nodes() {
        return nodes.values();
    }

    Node node(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    Collection<StoreDescription> stores() {
        return stores.values();
    }

    Collection<GlobalStore> globalStores() {
        return globalStores.values();
    }

    Map<String, InternalTopic> internalTopics() {
        return internalTopics;
    }

    List<Set<String>> copartitionGroups() {
        return copartitionGroups;
    }

    /** The nodes that work with epochs of the whole query only, each with the reason. */
    Map<String, String> needingQueryEpochs() {
        return needingQueryEpochs;
    }

    void addSource(TopicSourceNode source) {
        refuseTakenName(source);
        refuseTakenTopics(source);
        nodes.put(source.name(), source);
    }

    void addSource(SourceNode source) {
        refuseTakenName(source);
        nodes.put(source.name(), source);
    }

    /** Adds a processor or a sink. */
    void addChild(Node node) {
        refuseTakenName(node);
        refuseUnfitParents(node);
        nodes.put(node.name(), node);
    }

    void addStore(StoreBuilder<?> builder, List<String> processorNames) {
        Objects.requireNonNull(builder, "storeBuilder cannot be null");
        String name = Objects.requireNonNull(builder.name(), "state store name cannot be null");
        refuseTakenStoreName(builder);
        stores.computeIfAbsent(name, absent -> new StoreDescription(builder, Set.of(), null));
        processorNames.forEach(processorName -> connect(processorName, List.of(name)));
    }

    void connect(String processorName, List<String> storeNames) {
        Objects.requireNonNull(processorName, "processorName cannot be null");
        if (storeNames.isEmpty()) {
            throw new TopologyException("Cannot connect '" + processorName + "' to stores: no store is named");
        }
        for (String storeName : storeNames) {
            connect(processorName, storeName);
        }
    }

    private void connect(String processorName, String storeName) {
        String what = "Cannot connect '" + processorName + "' to store '" + storeName + "': ";
        if (globalStores.containsKey(storeName)) {
            throw new TopologyException(
                    what + "the store is global, every processor may read it without being connected");
        }
        StoreDescription store = stores.get(storeName);
        if (store == null) {
            throw new TopologyException(
                    what + "no store of that name was added" + NearName.hint(storeName, stores.keySet()));
        }
        Node node = nodes.get(processorName);
        if (node == null) {
            throw new TopologyException(
                    what + "no processor of that name was added" + NearName.hint(processorName, nodes.keySet()));
        }
        if (!(node instanceof ProcessorNode processor)) {
            throw new TopologyException(
                    what + "'" + processorName + "' is a " + kind(node) + ", only processors use stores");
        }
        refuseGlobal(what, processorName);

        Set<String> processors = new LinkedHashSet<>(store.processors());
        processors.add(processorName);
        stores.put(storeName, new StoreDescription(store.builder(), processors, store.restoreTopic()));
        Set<String> used = new LinkedHashSet<>(processor.stores());
        used.add(storeName);
        nodes.put(
                processorName,
                new ProcessorNode(processorName, processor.parents(), processor.supplier(), List.copyOf(used)));
    }

    void addGlobalStore(GlobalStore global) {
        StoreBuilder<?> builder = global.store();
        TopicSourceNode source = global.source();
        ProcessorNode processor = global.processor();
        if (stores.containsKey(builder.name()) || globalStores.containsKey(builder.name())) {
            throw new TopologyException(
                    "Cannot add global store '" + builder.name() + "': there is already a store of that name");
        }
        if (source.name().equals(processor.name())) {
            throw new TopologyException("Cannot add global store '" + builder.name() + "': its source and its processor"
                    + " are both called '" + source.name() + "'");
        }
        refuseTakenName(source);
        refuseTakenName(processor);
        refuseTakenTopics(source);
        builder.withLoggingDisabled();
        nodes.put(source.name(), source);
        nodes.put(processor.name(), processor);
        globalStores.put(builder.name(), global);
    }

    void restoreFromTopic(String storeName, String sourceTopic) {
        String what = "Cannot restore store '" + storeName + "' from topic '" + sourceTopic + "': ";
        StoreDescription store = stores.get(storeName);
        if (store == null) {
            throw new TopologyException(
                    what + "no store of that name was added" + NearName.hint(storeName, stores.keySet()));
        }
        if (store.restoreTopic() != null) {
            throw new TopologyException(what + "it is restored from topic '" + store.restoreTopic() + "' already");
        }
        store.builder().withLoggingDisabled();
        stores.put(storeName, new StoreDescription(store.builder(), store.processors(), sourceTopic));
    }

    void addInternalTopic(InternalTopic topic) {
        InternalTopic known = internalTopics.putIfAbsent(topic.name(), topic);
        if (known != null && !known.equals(topic)) {
            throw new TopologyException("Cannot declare repartition topic '" + topic.name() + "' with "
                    + partitions(topic) + ": it was declared with " + partitions(known));
        }
    }

    private static String partitions(InternalTopic topic) {
        return topic.partitions() == null ? "no number of partitions" : topic.partitions() + " partitions";
    }

    void addCopartitionGroup(Set<String> sourceTopics) {
        copartitionGroups.add(Set.copyOf(sourceTopics));
    }

    void requireQueryEpochs(String nodeName, String why) {
        if (!nodes.containsKey(nodeName)) {
            throw new TopologyException("Cannot require epochs of the query for '" + nodeName
                    + "': no node of that name was added" + NearName.hint(nodeName, nodes.keySet()));
        }
        needingQueryEpochs.put(nodeName, why);
    }

    /** The source that reads {@code topic}, if one does. */
    @Nullable
    TopicSourceNode readerOf(String topic) {
        for (Node node : nodes.values()) {
            if (node instanceof TopicSourceNode source && source.reads(topic)) {
                return source;
            }
        }
        return null;
    }

    static String kind(Node node) {
        if (node instanceof ProcessorNode) {
            return "processor";
        }
        return node.parents().isEmpty() ? "source" : "sink";
    }

    private void refuseTakenName(Node node) {
        Objects.requireNonNull(node.name(), "name cannot be null");
        Node known = nodes.get(node.name());
        if (known != null) {
            throw new TopologyException("Cannot add node '" + node.name() + "': there is already a " + kind(known)
                    + " of that name, choose another");
        }
    }

    private void refuseTakenTopics(TopicSourceNode source) {
        String what = "Cannot add source '" + source.name() + "': ";
        if (source.pattern() != null) {
            refuseMatchedTopics(source, what);
            return;
        }
        if (source.topics().isEmpty()) {
            throw new TopologyException(what + "no topic is named");
        }
        Set<String> seen = new HashSet<>();
        for (String topic : source.topics()) {
            if (!seen.add(topic)) {
                throw new TopologyException(what + "topic '" + topic + "' is named twice");
            }
            TopicSourceNode reader = readerOf(topic);
            if (reader != null) {
                throw new TopologyException(what + "topic '" + topic + "' is read by source '" + reader.name()
                        + "' already" + (reader.pattern() == null ? "" : ", whose pattern is " + reader.pattern())
                        + "; connect to that source instead");
            }
        }
    }

    private void refuseMatchedTopics(TopicSourceNode source, String what) {
        for (Node node : nodes.values()) {
            if (node instanceof TopicSourceNode other) {
                for (String topic : other.topics()) {
                    if (source.reads(topic)) {
                        throw new TopologyException(what + "its pattern " + source.pattern() + " matches topic '"
                                + topic + "', which is read by source '" + other.name() + "' already");
                    }
                }
            }
        }
    }

    private void refuseUnfitParents(Node node) {
        String what = "Cannot add " + kind(node) + " '" + node.name() + "': ";
        if (node.parents().isEmpty()) {
            throw new TopologyException("Cannot add node '" + node.name()
                    + "': it has no parents, so no record would ever reach it; name the nodes to connect it to");
        }
        Set<String> seen = new HashSet<>();
        for (String parentName : node.parents()) {
            if (parentName.equals(node.name())) {
                throw new TopologyException(what + "it names itself as its parent");
            }
            Node parent = nodes.get(parentName);
            if (parent == null) {
                throw new TopologyException(what + "its parent '" + parentName + "' is unknown"
                        + NearName.hint(parentName, nodes.keySet()));
            }
            if (parent instanceof TopicSinkNode || parent instanceof SinkNode) {
                throw new TopologyException(what + "its parent '" + parentName + "' is a sink, which sends nothing on");
            }
            if (!seen.add(parentName)) {
                throw new TopologyException(what + "its parent '" + parentName + "' is named twice");
            }
            refuseGlobal(what, parentName);
        }
    }

    private void refuseGlobal(String what, String nodeName) {
        for (GlobalStore global : globalStores.values()) {
            if (nodeName.equals(global.source().name())
                    || nodeName.equals(global.processor().name())) {
                throw new TopologyException(what + "'" + nodeName + "' belongs to global store '" + global.name()
                        + "' and is connected to nothing else");
            }
        }
    }

    private void refuseTakenStoreName(StoreBuilder<?> builder) {
        String what = "Cannot add store '" + builder.name() + "': ";
        if (globalStores.containsKey(builder.name())) {
            throw new TopologyException(what + "there is already a global store of that name");
        }
        StoreDescription known = stores.get(builder.name());
        if (known != null && !known.builder().equals(builder)) {
            throw new TopologyException(what + "there is already a different store of that name, used by "
                    + known.processors() + "; to share a store, add the same builder");
        }
    }
}

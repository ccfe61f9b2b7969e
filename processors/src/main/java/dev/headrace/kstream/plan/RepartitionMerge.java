package dev.headrace.kstream.plan;

import dev.headrace.topology.InternalTopic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets one repartition topic serve all groupings behind one change of key: it is put right behind that change, under the name
 * of the first of the topics that it replaces. A topic that has a change of values between itself and the change of key
 * stays, since what is sent through it would be of another type.
 */
final class RepartitionMerge {

    private final Map<PlanNode, Set<RepartitionPlan<?, ?>>> behindChangeOfKey = new LinkedHashMap<>();
    private final List<PlanNode> merges = new ArrayList<>();

    /** Takes note of a node that was added. */
    void observe(PlanNode node) {
        if (node.effect() == Effect.CHANGES_KEYS) {
            behindChangeOfKey.put(node, new LinkedHashSet<>());
        } else if (node.effect() == Effect.MERGES) {
            merges.add(node);
        } else if (node instanceof RepartitionPlan<?, ?> repartition
                && repartition.topic().mergeable()) {
            PlanNode change = repartition.nearest(RepartitionMerge::changesKeysOrValues);
            if (change != null && change.effect() == Effect.CHANGES_KEYS) {
                behind(change).add(repartition);
            }
        }
    }

    private static boolean changesKeysOrValues(PlanNode node) {
        return node.effect() == Effect.CHANGES_KEYS || node.effect() == Effect.CHANGES_VALUES;
    }

    private Set<RepartitionPlan<?, ?>> behind(PlanNode change) {
        return behindChangeOfKey.computeIfAbsent(change, key -> new LinkedHashSet<>());
    }

    /** Rewrites the plan. */
    void apply(NodeNames names) {
        moveBehindMerges();
        behindChangeOfKey.forEach((change, replaced) -> {
            if (!replaced.isEmpty()) {
                replace(change, List.copyOf(replaced), names);
            }
        });
        behindChangeOfKey.values().forEach(Set::clear);
    }

    /** Where the streams of several changes of key are merged before they are sent, the one topic stands behind the merge. */
    private void moveBehindMerges() {
        for (PlanNode merge : new LinkedHashSet<>(merges)) {
            List<PlanNode> changes = behindChangeOfKey.entrySet().stream()
                    .filter(entry -> allHangOn(entry.getValue(), merge) && hangsOn(merge, entry.getKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            Set<RepartitionPlan<?, ?>> replaced = new LinkedHashSet<>();
            changes.forEach(change -> replaced.addAll(behind(change)));
            changes.forEach(behindChangeOfKey::remove);
            behind(merge).addAll(replaced);
        }
        merges.clear();
    }

    private static boolean allHangOn(Set<RepartitionPlan<?, ?>> repartitions, PlanNode node) {
        return repartitions.stream().allMatch(each -> hangsOn(each, node));
    }

    private static boolean hangsOn(PlanNode node, PlanNode upper) {
        return childTowards(node, upper) != null;
    }

    /** The child of {@code upper} through which {@code node} hangs on it; null if it does not. */
    private static @Nullable PlanNode childTowards(PlanNode node, PlanNode upper) {
        return node.nearest(each -> each.parents().contains(upper));
    }

    private static void replace(PlanNode change, List<RepartitionPlan<?, ?>> replaced, NodeNames names) {
        RepartitionPlan<?, ?> one = replacementOf(replaced, names);
        one.priority(change.priority());
        for (RepartitionPlan<?, ?> each : replaced) {
            PlanNode child = childTowards(each, change);
            if (child != null) {
                one.addChild(child);
                change.removeChild(child);
            }
            bridge(each);
        }
        change.addChild(one);
    }

    private static void bridge(PlanNode node) {
        for (PlanNode parent : node.parents()) {
            node.children().forEach(parent::addChild);
            parent.removeChild(node);
        }
        node.children().forEach(node::removeChild);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RepartitionPlan<?, ?> replacementOf(List<RepartitionPlan<?, ?>> replaced, NodeNames names) {
        InternalTopic topic = replaced.get(0).topic().topic();
        RepartitionTopic merged = new RepartitionTopic(
                topic,
                firstOf(replaced, RepartitionTopic::keySerde),
                firstOf(replaced, RepartitionTopic::valueSerde),
                null,
                false);
        return RepartitionPlan.called(topic.name(), merged, names);
    }

    private static <S> @Nullable S firstOf(
            List<RepartitionPlan<?, ?>> replaced, Function<RepartitionTopic<?, ?>, @Nullable S> property) {
        return replaced.stream()
                .map(each -> property.apply(each.topic()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}

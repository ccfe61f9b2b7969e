package dev.headrace.kstream;

import dev.headrace.common.KeyValue;
import dev.headrace.kstream.plan.Effect;
import dev.headrace.kstream.plan.Plan;
import dev.headrace.kstream.plan.PlanNode;
import dev.headrace.kstream.plan.ProcessorPlan;
import dev.headrace.kstream.plan.RepartitionPlan;
import dev.headrace.kstream.plan.RepartitionTopic;
import dev.headrace.operators.PassThrough;
import dev.headrace.operators.StreamFilter;
import dev.headrace.operators.StreamFlatMap;
import dev.headrace.operators.StreamFlatMapValues;
import dev.headrace.operators.StreamForeach;
import dev.headrace.operators.StreamMap;
import dev.headrace.operators.StreamMapValues;
import dev.headrace.operators.StreamPeek;
import dev.headrace.operators.StreamPrint;
import dev.headrace.operators.StreamSelectKey;
import dev.headrace.processor.FixedKeyProcessorSupplier;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.processor.TopicNameExtractor;
import dev.headrace.sink.Sink;
import dev.headrace.topology.InternalTopic;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the plan: the node from which its records come, the serdes if they are known, and whether keys may have changed
 * since the records were partitioned.
 */
final class PlannedStream<K, V> implements KStream<K, V> {

    private final Plan plan;
    private final PlanNode node;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private final boolean keyChanged;

    PlannedStream(
            Plan plan, PlanNode node, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde, boolean keyChanged) {
        this.plan = plan;
        this.node = node;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.keyChanged = keyChanged;
    }

    Plan plan() {
        return plan;
    }

    PlanNode node() {
        return node;
    }

    @Override
    public KStream<K, V> filter(Predicate<? super K, ? super V> predicate, Named named) {
        Objects.requireNonNull(predicate, "predicate cannot be null");
        return then(name(named, "KSTREAM-FILTER-"), () -> new StreamFilter<>(predicate::test));
    }

    @Override
    public KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named) {
        Objects.requireNonNull(predicate, "predicate cannot be null");
        return filter((key, value) -> !predicate.test(key, value), named);
    }

    @Override
    public <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper, Named named) {
        return withKeys(mapper, named);
    }

    private <KOut> PlannedStream<KOut, V> withKeys(
            KeyValueMapper<? super K, ? super V, ? extends KOut> mapper, Named named) {
        Objects.requireNonNull(mapper, "mapper cannot be null");
        PlanNode added = add(
                name(named, "KSTREAM-KEY-SELECT-"),
                Effect.CHANGES_KEYS,
                () -> new StreamSelectKey<K, V, KOut>(mapper::apply));
        return new PlannedStream<>(plan, added, null, valueSerde, true);
    }

    @Override
    public <VOut> KStream<K, VOut> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper, Named named) {
        Objects.requireNonNull(mapper, "mapper cannot be null");
        return withValues(name(named, "KSTREAM-MAPVALUES-"), () -> new StreamMapValues<K, V, VOut>(mapper::apply));
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper,
            Named named) {
        Objects.requireNonNull(mapper, "mapper cannot be null");
        return withKeysAndValues(name(named, "KSTREAM-MAP-"), () -> new StreamMap<K, V, KOut, VOut>(mapper::apply));
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
                    mapper,
            Named named) {
        Objects.requireNonNull(mapper, "mapper cannot be null");
        return withKeysAndValues(
                name(named, "KSTREAM-FLATMAP-"), () -> new StreamFlatMap<K, V, KOut, VOut>(mapper::apply));
    }

    @Override
    public <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper, Named named) {
        Objects.requireNonNull(mapper, "mapper cannot be null");
        return withValues(
                name(named, "KSTREAM-FLATMAPVALUES-"), () -> new StreamFlatMapValues<K, V, VOut>(mapper::apply));
    }

    @Override
    public void print(Printed<K, V> printed) {
        String label = printed.labelOrElse(node.name());
        KeyValueMapper<? super K, ? super V, String> mapper = printed.mapper();
        add(
                name(Named.ofNullable(printed.name()), "KSTREAM-PRINTER-"),
                Effect.NONE,
                () -> new StreamPrint<K, V>(printed.output(), label, mapper::apply));
    }

    @Override
    public void foreach(ForeachAction<? super K, ? super V> action, Named named) {
        Objects.requireNonNull(action, "action cannot be null");
        add(name(named, "KSTREAM-FOREACH-"), Effect.NONE, () -> new StreamForeach<K, V>(action::apply));
    }

    @Override
    public KStream<K, V> peek(ForeachAction<? super K, ? super V> action, Named named) {
        Objects.requireNonNull(action, "action cannot be null");
        return then(name(named, "KSTREAM-PEEK-"), () -> new StreamPeek<>(action::apply));
    }

    @Override
    public BranchedKStream<K, V> split(Named named) {
        return new PlannedBranches<>(this, name(named, "KSTREAM-BRANCH-"));
    }

    @Override
    public KStream<K, V> merge(KStream<K, V> stream, Named named) {
        PlannedStream<K, V> other = (PlannedStream<K, V>) Objects.requireNonNull(stream, "stream cannot be null");
        String name = name(named, "KSTREAM-MERGE-");
        PlanNode added = processor(name, Effect.MERGES, () -> new PassThrough<K, V>());
        plan.add(added, node, other.node);
        return new PlannedStream<>(plan, added, null, null, keyChanged || other.keyChanged);
    }

    @Override
    public KStream<K, V> repartition(Repartitioned<K, V> repartitioned) {
        String name = Named.ofNullable(repartitioned.name())
                .orElseGet(() -> plan.names().processor("KSTREAM-REPARTITION-"));
        Serde<K> keys = repartitioned.keySerde() == null ? keySerde : repartitioned.keySerde();
        Serde<V> values = repartitioned.valueSerde() == null ? valueSerde : repartitioned.valueSerde();
        InternalTopic topic = new InternalTopic(RepartitionPlan.topicName(name), repartitioned.numberOfPartitions());
        RepartitionPlan<K, V> repartition = RepartitionPlan.called(
                name, new RepartitionTopic<>(topic, keys, values, repartitioned.partitioner(), false), plan.names());
        plan.add(repartition, node);
        return new PlannedStream<>(plan, repartition, keys, values, false);
    }

    @Override
    public void to(TopicNameExtractor<K, V> topicExtractor, Produced<K, V> produced) {
        Objects.requireNonNull(topicExtractor, "topicExtractor cannot be null");
        Serializer<K> keys = serializer(produced.keySerde(), keySerde);
        Serializer<V> values = serializer(produced.valueSerde(), valueSerde);
        var partitioner = produced.partitioner();
        end(Named.ofNullable(produced.name()), (topology, name, parents) -> {
            if (topicExtractor instanceof StaticTopic<K, V> fixed) {
                topology.addSink(name, fixed.topic(), keys, values, partitioner, parents);
            } else {
                topology.addSink(name, topicExtractor, keys, values, partitioner, parents);
            }
        });
    }

    @Override
    public void to(Sink<? super K, ? super V> sink, Named named) {
        Objects.requireNonNull(sink, "sink cannot be null");
        end(named, (topology, name, parents) -> topology.addSink(name, sink, parents));
    }

    private void end(Named named, ProcessorPlan.Writer writer) {
        plan.add(new ProcessorPlan(name(named, "KSTREAM-SINK-"), Effect.NONE, writer), node);
    }

    private static <T> @Nullable Serializer<T> serializer(@Nullable Serde<T> given, @Nullable Serde<T> inherited) {
        Serde<T> serde = given == null ? inherited : given;
        return serde == null ? null : serde.serializer();
    }

    @Override
    public KGroupedStream<K, V> groupByKey(Grouped<K, V> grouped) {
        return grouping(grouped);
    }

    @Override
    public <KOut> KGroupedStream<KOut, V> groupBy(
            KeyValueMapper<? super K, ? super V, KOut> keySelector, Grouped<KOut, V> grouped) {
        return this.<KOut>withKeys(keySelector, Named.ofNullable(grouped.name()))
                .grouping(grouped);
    }

    private KGroupedStream<K, V> grouping(Grouped<K, V> grouped) {
        Serde<K> keys = grouped.keySerde() == null ? keySerde : grouped.keySerde();
        Serde<V> values = grouped.valueSerde() == null ? valueSerde : grouped.valueSerde();
        return new PlannedGrouping<>(plan, node, grouped.name(), keys, values, keyChanged);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames) {
        Objects.requireNonNull(processorSupplier, "processorSupplier cannot be null");
        String name = named.orElseGet(() -> plan.names().processor("KSTREAM-PROCESSOR-"));
        ProcessorSupplier<K, V, KOut, VOut> supplier = (ProcessorSupplier<K, V, KOut, VOut>) processorSupplier;
        PlanNode added = new ProcessorPlan(
                name,
                Effect.CHANGES_KEYS,
                (topology, self, parents) -> topology.addProcessor(self, supplier, parents),
                stateStoreNames);
        plan.add(added, node);
        return new PlannedStream<>(plan, added, null, null, true);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames) {
        Objects.requireNonNull(processorSupplier, "processorSupplier cannot be null");
        String name = named.orElseGet(() -> plan.names().processor("KSTREAM-PROCESSVALUES-"));
        FixedKeyProcessorSupplier<K, V, VOut> supplier = (FixedKeyProcessorSupplier<K, V, VOut>) processorSupplier;
        PlanNode added = new ProcessorPlan(
                name,
                Effect.CHANGES_VALUES,
                (topology, self, parents) -> topology.addFixedKeyProcessor(self, supplier, parents),
                stateStoreNames);
        plan.add(added, node);
        return new PlannedStream<>(plan, added, keySerde, null, keyChanged);
    }

    /** Takes the number of an operation that is named otherwise. */
    void takeNumber() {
        plan.names().processor("");
    }

    /** A stream of records with the same keys and values. */
    PlannedStream<K, V> then(String name, ProcessorSupplier<K, V, K, V> operators) {
        return new PlannedStream<>(plan, add(name, Effect.NONE, operators), keySerde, valueSerde, keyChanged);
    }

    private <VOut> KStream<K, VOut> withValues(String name, ProcessorSupplier<K, V, K, VOut> operators) {
        return new PlannedStream<>(plan, add(name, Effect.CHANGES_VALUES, operators), keySerde, null, keyChanged);
    }

    private <KOut, VOut> KStream<KOut, VOut> withKeysAndValues(
            String name, ProcessorSupplier<K, V, KOut, VOut> operators) {
        return new PlannedStream<>(plan, add(name, Effect.CHANGES_KEYS, operators), null, null, true);
    }

    private String name(Named named, String prefix) {
        return named.orElse(plan.names().processor(prefix));
    }

    private <KOut, VOut> PlanNode add(String name, Effect effect, ProcessorSupplier<K, V, KOut, VOut> operators) {
        PlanNode added = processor(name, effect, operators);
        plan.add(added, node);
        return added;
    }

    private static <K, V, KOut, VOut> PlanNode processor(
            String name, Effect effect, ProcessorSupplier<K, V, KOut, VOut> operators) {
        return new ProcessorPlan(
                name, effect, (topology, self, parents) -> topology.addProcessor(self, operators, parents));
    }
}

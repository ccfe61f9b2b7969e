package dev.headrace.kstream;

import dev.headrace.kstream.plan.Effect;
import dev.headrace.kstream.plan.Plan;
import dev.headrace.kstream.plan.PlanNode;
import dev.headrace.kstream.plan.ProcessorPlan;
import dev.headrace.kstream.plan.RepartitionPlan;
import dev.headrace.kstream.plan.RepartitionTopic;
import dev.headrace.operators.Change;
import dev.headrace.operators.Materialization;
import dev.headrace.operators.OldValues;
import dev.headrace.operators.StreamAggregate;
import dev.headrace.operators.StreamReduce;
import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.state.KeyValueStore;
import dev.headrace.topology.InternalTopic;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A grouping of the plan. */
final class PlannedGrouping<K, V> implements KGroupedStream<K, V> {

    private static final String AGGREGATE = "KSTREAM-AGGREGATE-";
    private static final String REDUCE = "KSTREAM-REDUCE-";

    private final Plan plan;
    private final PlanNode node;
    private final @Nullable String name;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private final boolean keyChanged;
    private @Nullable RepartitionPlan<K, V> namedRepartition;

    PlannedGrouping(
            Plan plan,
            PlanNode node,
            @Nullable String name,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            boolean keyChanged) {
        this.plan = plan;
        this.node = node;
        this.name = name;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.keyChanged = keyChanged;
    }

    @Override
    public KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        if (materialized.specified() && materialized.storeName() == null) {
            plan.names().store(AGGREGATE); // a number that Kafka Streams takes here and leaves unused
        }
        return table(
                AGGREGATE,
                named,
                materialized,
                Serdes.Long(),
                as -> new StreamAggregate<>(as, () -> 0L, (key, value, count) -> count + 1));
    }

    @Override
    public KTable<K, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        Objects.requireNonNull(reducer, "reducer cannot be null");
        return table(REDUCE, named, materialized, valueSerde, as -> new StreamReduce<>(as, reducer::apply));
    }

    @Override
    public <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        Objects.requireNonNull(initializer, "initializer cannot be null");
        Objects.requireNonNull(aggregator, "aggregator cannot be null");
        return table(
                AGGREGATE,
                named,
                materialized,
                null,
                as -> new StreamAggregate<>(as, initializer::apply, aggregator::apply));
    }

    private <A> KTable<K, A> table(
            String prefix,
            Named named,
            Materialized<K, A, KeyValueStore<Bytes, byte[]>> materialized,
            @Nullable Serde<A> defaultValueSerde,
            Function<Materialization<K>, Processor<K, V, K, Change<A>>> operator) {
        String givenName = materialized.storeName();
        String storeName = givenName == null ? plan.names().store(prefix) : givenName;
        Serde<K> keys = materialized.keySerde() == null ? keySerde : materialized.keySerde();
        Serde<A> values = materialized.valueSerde() == null ? defaultValueSerde : materialized.valueSerde();
        String processorName = named.orElse(plan.names().processor(prefix));
        OldValues oldValues = OldValues.ofStore();
        TableStore<K> store = TableStore.of(storeName, keys, values, materialized, oldValues);
        ProcessorSupplier<K, V, K, Change<A>> supplier =
                SupplierWithStore.of(store.builder(), () -> operator.apply(store.operator()));
        PlanNode parent = keyChanged ? repartition(name == null ? storeName : name) : node;
        PlanNode added = new ProcessorPlan(
                processorName,
                Effect.NONE,
                (topology, self, parents) -> topology.addProcessor(self, supplier, parents));
        plan.add(added, parent);
        return new PlannedTable<>(plan, added, keys, values, givenName, oldValues);
    }

    /** The way to where equal keys meet. Under a name that the user gave, all aggregations of the grouping share it. */
    private PlanNode repartition(String prefix) {
        InternalTopic topic = InternalTopic.repartition(RepartitionPlan.topicName(prefix));
        RepartitionPlan<K, V> repartition = RepartitionPlan.called(
                prefix, new RepartitionTopic<>(topic, keySerde, valueSerde, null, true), plan.names());
        if (name != null) {
            repartition = namedRepartition == null ? repartition : namedRepartition;
            namedRepartition = repartition;
        }
        plan.add(repartition, node);
        return repartition;
    }
}

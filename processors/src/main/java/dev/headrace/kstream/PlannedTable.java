package dev.headrace.kstream;

import dev.headrace.kstream.plan.Effect;
import dev.headrace.kstream.plan.Plan;
import dev.headrace.kstream.plan.PlanNode;
import dev.headrace.kstream.plan.ProcessorPlan;
import dev.headrace.operators.Change;
import dev.headrace.operators.OldValues;
import dev.headrace.operators.StoredTableFilter;
import dev.headrace.operators.StoredTableMapValues;
import dev.headrace.operators.TableFilter;
import dev.headrace.operators.TableMapValues;
import dev.headrace.operators.TableToStream;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.state.KeyValueStore;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A table of the plan. */
final class PlannedTable<K, V> implements KTable<K, V> {

    private static final String FILTER = "KTABLE-FILTER-";
    private static final String MAP_VALUES = "KTABLE-MAPVALUES-";
    private static final String TO_STREAM = "KTABLE-TOSTREAM-";

    private final Plan plan;
    private final PlanNode node;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private final @Nullable String queryableStoreName;
    private final OldValues oldValues;

    PlannedTable(
            Plan plan,
            PlanNode node,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable String queryableStoreName,
            OldValues oldValues) {
        this.plan = plan;
        this.node = node;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.queryableStoreName = queryableStoreName;
        this.oldValues = oldValues;
    }

    @Override
    public KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        Objects.requireNonNull(predicate, "predicate cannot be null");
        return filtered(predicate::test, named, materialized);
    }

    @Override
    public KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        Objects.requireNonNull(predicate, "predicate cannot be null");
        return filtered((key, value) -> !predicate.test(key, value), named, materialized);
    }

    private KTable<K, V> filtered(
            BiPredicate<K, V> predicate, Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        takeNumberOfUnnamedStore(FILTER, materialized);
        String name = named.orElse(plan.names().processor(FILTER));
        Serde<K> keys = orElse(materialized.keySerde(), keySerde);
        Serde<V> values = orElse(materialized.valueSerde(), valueSerde);
        String storeName = materialized.storeName();
        if (storeName == null) {
            OldValues derived = OldValues.computedFrom(oldValues);
            derived.request();
            return table(name, () -> new TableFilter<K, V>(predicate), keys, values, null, derived);
        }
        OldValues stored = OldValues.ofStore();
        TableStore<K> store = TableStore.of(storeName, keys, values, materialized, stored);
        ProcessorSupplier<K, Change<V>, K, Change<V>> supplier =
                SupplierWithStore.of(store.builder(), () -> new StoredTableFilter<K, V>(store.operator(), predicate));
        return table(name, supplier, keys, values, storeName, stored);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        Objects.requireNonNull(mapper, "mapper cannot be null");
        takeNumberOfUnnamedStore(MAP_VALUES, materialized);
        String name = named.orElse(plan.names().processor(MAP_VALUES));
        Serde<K> keys = orElse(materialized.keySerde(), keySerde);
        Serde<VR> values = materialized.valueSerde();
        String storeName = materialized.storeName();
        if (storeName == null) {
            OldValues derived = OldValues.computedFrom(oldValues);
            return table(name, () -> new TableMapValues<K, V, VR>(mapper::apply, derived), keys, values, null, derived);
        }
        OldValues stored = OldValues.ofStore();
        TableStore<K> store = TableStore.of(storeName, keys, values, materialized, stored);
        ProcessorSupplier<K, Change<V>, K, Change<VR>> supplier = SupplierWithStore.of(
                store.builder(), () -> new StoredTableMapValues<K, V, VR>(store.operator(), mapper::apply));
        return table(name, supplier, keys, values, storeName, stored);
    }

    /** A store that was described but not named is not built; its number is taken all the same, as ever. */
    private void takeNumberOfUnnamedStore(String prefix, Materialized<?, ?, ?> materialized) {
        if (materialized.specified() && materialized.storeName() == null) {
            plan.names().store(prefix);
        }
    }

    private <VR> KTable<K, VR> table(
            String name,
            ProcessorSupplier<K, Change<V>, K, Change<VR>> supplier,
            @Nullable Serde<K> keys,
            @Nullable Serde<VR> values,
            @Nullable String storeName,
            OldValues old) {
        return new PlannedTable<>(plan, add(name, supplier), keys, values, storeName, old);
    }

    private <VOut> PlanNode add(String name, ProcessorSupplier<K, Change<V>, K, VOut> supplier) {
        PlanNode added = new ProcessorPlan(
                name, Effect.NONE, (topology, self, parents) -> topology.addProcessor(self, supplier, parents));
        plan.add(added, node);
        return added;
    }

    @Override
    public KStream<K, V> toStream(Named named) {
        String name = named.orElse(plan.names().processor(TO_STREAM));
        return new PlannedStream<>(plan, add(name, () -> new TableToStream<K, V>()), keySerde, valueSerde, false);
    }

    @Override
    public @Nullable String queryableStoreName() {
        return queryableStoreName;
    }

    private static <T> @Nullable Serde<T> orElse(@Nullable Serde<T> given, @Nullable Serde<T> inherited) {
        return given == null ? inherited : given;
    }
}

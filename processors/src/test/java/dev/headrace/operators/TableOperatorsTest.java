package dev.headrace.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.processor.Processor;
import dev.headrace.processor.Record;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class TableOperatorsTest {

    private final OldValues oldValues = OldValues.ofStore();
    private final Materialization<String> materialization =
            new Materialization<>(MapStore.NAME, Serdes.String(), oldValues, Emission.BY_ENGINE);

    private static <V> Record<String, Change<V>> change(V newValue, V oldValue) {
        return new Record<>("a", new Change<>(newValue, oldValue), 7);
    }

    private static <V, VOut> RecordingContext<String, Change<VOut>> run(
            RecordingContext<String, Change<VOut>> context,
            Processor<String, Change<V>, String, Change<VOut>> operator,
            List<Record<String, Change<V>>> changes) {
        operator.init(context);
        changes.forEach(operator::process);
        return context;
    }

    private static <V, VOut> List<Record<?, ?>> outputOf(
            Processor<String, Change<V>, String, Change<VOut>> operator, List<Record<String, Change<V>>> changes) {
        RecordingContext<String, Change<VOut>> context = RecordingContext.emittingPerUpdate();
        return run(context.with(MapStore.<String, VOut>sharing()), operator, changes)
                .takeRecords();
    }

    @Test
    void filterRemovesRowsThatNoLongerSatisfyIt() {
        assertThat(outputOf(
                        new TableFilter<>((key, value) -> value > 10),
                        List.of(change(1, null), change(20, 1), change(30, 20), change(2, 30), change(null, 2))))
                .containsExactly(change(20, null), change(30, 20), change(null, 30));
    }

    @Test
    void storedFilterSaysTheSame() {
        oldValues.request();
        assertThat(outputOf(
                        new StoredTableFilter<>(materialization, (String key, Integer value) -> value > 10),
                        List.of(change(1, null), change(20, null), change(30, null), change(2, null), change(3, null))))
                .containsExactly(change(20, null), change(30, 20), change(null, 30));
    }

    @Test
    void mapValuesMapsOldValuesOnlyIfTheyAreRequested() {
        AtomicInteger calls = new AtomicInteger();
        OldValues derived = OldValues.computedFrom(oldValues);
        TableMapValues<String, Integer, String> operator = new TableMapValues<>(
                (key, value) -> {
                    calls.incrementAndGet();
                    return key + value;
                },
                derived);
        List<Record<String, Change<Integer>>> changes = List.of(change(1, null), change(2, 1), change(null, 2));
        assertThat(outputOf(operator, changes))
                .containsExactly(change("a1", null), change("a2", null), change(null, null));
        assertThat(calls).hasValue(2);

        derived.request();
        assertThat(oldValues.requested()).isTrue();
        assertThat(outputOf(new TableMapValues<>((String key, Integer value) -> key + value, derived), changes))
                .containsExactly(change("a1", null), change("a2", "a1"), change(null, "a2"));
    }

    @Test
    void storedMapValuesFindsOldValuesInItsStore() {
        oldValues.request();
        assertThat(outputOf(
                        new StoredTableMapValues<>(materialization, (String key, Integer value) -> key + value),
                        List.of(change(1, null), change(2, null), change(null, null), change(null, null))))
                .containsExactly(change("a1", null), change("a2", "a1"), change(null, "a2"));
    }

    @Test
    void storedOperatorsHoldBackUntilTheCommit() {
        oldValues.request();
        RecordingContext<String, Change<String>> context = RecordingContext.emittingPerCommit();
        StoredTableMapValues<String, Integer, String> operator =
                new StoredTableMapValues<>(materialization, (key, value) -> key + value);
        run(context.with(MapStore.<String, String>sharing()), operator, List.of(change(1, null), change(2, null)));
        assertThat(context.takeRecords()).isEmpty();
        context.forwardBuffered();
        assertThat(context.takeRecords()).containsExactly(change("a2", null));
    }

    @Test
    void toStreamForwardsNewValues() {
        RecordingContext<String, Integer> context = RecordingContext.emittingPerUpdate();
        TableToStream<String, Integer> operator = new TableToStream<>();
        operator.init(context);
        operator.process(change(2, 1));
        operator.process(change(null, 2));
        assertThat(context.takeRecords()).containsExactly(new Record<>("a", 2, 7), new Record<>("a", null, 7));
    }
}

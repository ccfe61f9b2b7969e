package dev.headrace.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.common.KeyValue;
import dev.headrace.operators.StreamBranch.Branch;
import dev.headrace.processor.Processor;
import dev.headrace.processor.Record;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class StreamOperatorsTest {

    private static final Headers HEADERS = new RecordHeaders().add("h", new byte[] {1});

    private static Record<String, Integer> record(String key, Integer value) {
        return new Record<>(key, value, 7, HEADERS);
    }

    private static <KOut, VOut> List<Record<?, ?>> outputOf(
            Processor<String, Integer, KOut, VOut> operator, Record<String, Integer> record) {
        RecordingContext<KOut, VOut> context = RecordingContext.emittingPerUpdate();
        operator.init(context);
        operator.process(record);
        return context.takeRecords();
    }

    @Test
    void filterPassesWhatSatisfiesItAlsoWithoutKeyOrValue() {
        assertThat(outputOf(new StreamFilter<>((k, v) -> v > 1), record("a", 2)))
                .containsExactly(record("a", 2));
        assertThat(outputOf(new StreamFilter<>((k, v) -> v > 1), record("a", 1)))
                .isEmpty();
        assertThat(outputOf(new StreamFilter<>((k, v) -> v == null), record(null, null)))
                .containsExactly(record(null, null));
    }

    @Test
    void mapsKeepTimestampAndHeaders() {
        assertThat(outputOf(new StreamSelectKey<>((k, v) -> v), record("a", 2)))
                .containsExactly(new Record<>(2, 2, 7, HEADERS));
        assertThat(outputOf(new StreamMapValues<>((k, v) -> k + v), record("a", 2)))
                .containsExactly(new Record<>("a", "a2", 7, HEADERS));
        assertThat(outputOf(new StreamMap<>((k, v) -> KeyValue.pair(v, k)), record("a", 2)))
                .containsExactly(new Record<>(2, "a", 7, HEADERS));
    }

    @Test
    void flatMapsMakeAnyNumberInOrder() {
        assertThat(outputOf(
                        new StreamFlatMap<>((k, v) -> List.of(KeyValue.pair("x", v), KeyValue.pair("y", v + 1))),
                        record("a", 2)))
                .containsExactly(new Record<>("x", 2, 7, HEADERS), new Record<>("y", 3, 7, HEADERS));
        assertThat(outputOf(new StreamFlatMapValues<>((k, v) -> List.of(v, -v)), record("a", 2)))
                .containsExactly(record("a", 2), record("a", -2));
        assertThat(outputOf(new StreamFlatMapValues<>((k, v) -> List.of()), record("a", 2)))
                .isEmpty();
    }

    @Test
    void mappersMustNotReturnNullForRecords() {
        assertThatThrownBy(() -> outputOf(new StreamMap<>((k, v) -> (KeyValue<String, String>) null), record("a", 1)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("return a KeyValue");
        assertThatThrownBy(() ->
                        outputOf(new StreamFlatMap<>((k, v) -> (List<KeyValue<String, String>>) null), record("a", 1)))
                .hasMessageContaining("empty list");
        assertThatThrownBy(() -> outputOf(new StreamFlatMapValues<>((k, v) -> (List<String>) null), record("a", 1)))
                .hasMessageContaining("empty list");
    }

    @Test
    void peekShowsAndPassesOnForeachOnlyShows() {
        List<String> seen = new ArrayList<>();
        assertThat(outputOf(new StreamPeek<>((k, v) -> seen.add(k + v)), record("a", 1)))
                .containsExactly(record("a", 1));
        assertThat(outputOf(new StreamForeach<>((k, v) -> seen.add(k + v)), record("b", 2)))
                .isEmpty();
        assertThat(seen).containsExactly("a1", "b2");
    }

    @Test
    void branchSendsToTheFirstThatFits() {
        StreamBranch<String, Integer> branch = new StreamBranch<>(
                List.of(new Branch<>((k, v) -> v > 10, "large"), new Branch<>((k, v) -> v > 5, "medium")), "rest");
        RecordingContext<String, Integer> context = RecordingContext.emittingPerUpdate();
        branch.init(context);
        List.of(20, 7, 1).forEach(value -> branch.process(record("a", value)));
        assertThat(context.takeForwarded())
                .extracting(RecordingContext.Forwarded::child)
                .containsExactly("large", "medium", "rest");
    }

    @Test
    void branchWithoutDefaultDropsTheRest() {
        assertThat(outputOf(new StreamBranch<>(List.of(new Branch<>((k, v) -> v > 10, "large")), null), record("a", 1)))
                .isEmpty();
    }

    @Test
    void printWritesALineWithItsLabel() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        outputOf(new StreamPrint<>(out, "in", (k, v) -> k + "=" + v), record("a", 1));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[in]: a=1" + System.lineSeparator());
    }
}

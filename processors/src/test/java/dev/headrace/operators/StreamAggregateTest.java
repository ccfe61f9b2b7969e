package dev.headrace.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.operators.RecordingContext.Forwarded;
import dev.headrace.processor.Processor;
import dev.headrace.processor.Record;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StreamAggregateTest {

    private static final Fold<String, String, Long> COUNT = (key, value, count) -> count + 1;

    private final OldValues oldValues = OldValues.ofStore();

    private static <K> Materialization<K> as(Serde<K> keySerde, OldValues oldValues, Emission emission) {
        return new Materialization<>(MapStore.NAME, keySerde, oldValues, emission);
    }

    private StreamAggregate<String, String, Long> count(Emission emission) {
        return new StreamAggregate<>(as(Serdes.String(), oldValues, emission), () -> 0L, COUNT);
    }

    private static <K, V> Record<K, Change<V>> change(K key, V newValue, V oldValue, long timestampMs) {
        return new Record<>(key, new Change<>(newValue, oldValue), timestampMs);
    }

    /** Runs an operator whose result is a table. */
    private static final class Run<K, V, A> {
        private final RecordingContext<K, Change<A>> context;
        private final Processor<K, V, K, Change<A>> operator;

        private Run(
                RecordingContext<K, Change<A>> context, MapStore<K, A> store, Processor<K, V, K, Change<A>> operator) {
            this.context = context.with(store);
            this.operator = operator;
            operator.init(context);
        }

        Run<K, V, A> process(K key, V value, long timestampMs) {
            return process(key, value, timestampMs, new RecordHeaders());
        }

        Run<K, V, A> process(K key, V value, long timestampMs, Headers headers) {
            context.nextInput();
            operator.process(new Record<>(key, value, timestampMs, headers));
            return this;
        }

        Run<K, V, A> commit() {
            context.forwardBuffered();
            return this;
        }

        List<Record<?, ?>> output() {
            return context.takeRecords();
        }
    }

    private Run<String, String, Long> perUpdate() {
        return new Run<>(RecordingContext.emittingPerUpdate(), MapStore.sharing(), count(Emission.BY_ENGINE));
    }

    private Run<String, String, Long> perCommit() {
        return new Run<>(RecordingContext.emittingPerCommit(), MapStore.sharing(), count(Emission.BY_ENGINE));
    }

    @Nested
    class PerUpdate {

        @Test
        void forwardsEachUpdateWithTheLargestTimestampSoFar() {
            assertThat(perUpdate()
                            .process("a", "x", 5)
                            .process("a", "x", 9)
                            .process("a", "x", 7)
                            .output())
                    .containsExactly(change("a", 1L, null, 5), change("a", 2L, null, 9), change("a", 3L, null, 9));
        }

        @Test
        void tellsOldValuesIfTheyAreRequested() {
            oldValues.request();
            assertThat(perUpdate().process("a", "x", 5).process("a", "x", 6).output())
                    .containsExactly(change("a", 1L, null, 5), change("a", 2L, 1L, 6));
        }

        @Test
        void dropsRecordsWithoutKeyOrValue() {
            Run<String, String, Long> run = perUpdate();
            run.process(null, "x", 1).process("a", null, 1);
            assertThat(run.output()).isEmpty();
            assertThat(run.context.dropped()).isEqualTo(2);
        }

        @Test
        void keepsTheHeadersOfTheRecord() {
            Headers headers = new RecordHeaders().add("h", new byte[] {1});
            assertThat(perUpdate().process("a", "x", 5, headers).output().get(0).headers())
                    .isEqualTo(headers);
        }

        @Test
        void aNullAggregateRemovesTheKey() {
            oldValues.request();
            Run<String, String, Long> run = new Run<>(
                    RecordingContext.emittingPerUpdate(), MapStore.sharing(), nullAtThird(Emission.BY_ENGINE));
            run.process("a", "x", 5).process("a", "x", 9).process("a", "x", 7).process("a", "x", 1);
            assertThat(run.output())
                    .containsExactly(
                            change("a", 1L, null, 5),
                            change("a", 2L, 1L, 9),
                            change("a", null, 2L, 7),
                            change("a", 1L, null, 1));
        }

        @Test
        void anUpdateFromNothingToNothingIsForwardedOnlyWithCachingDisabled() {
            Supplier<Long> none = () -> null;
            for (Emission emission : Emission.values()) {
                Run<String, String, Long> run = new Run<>(
                        RecordingContext.emittingPerUpdate(),
                        MapStore.sharing(),
                        new StreamAggregate<>(
                                as(Serdes.String(), oldValues, emission), none, (key, value, aggregate) -> null));
                List<Record<?, ?>> output = run.process("a", "x", 5).output();
                if (emission == Emission.EVERY_UPDATE) {
                    assertThat(output).containsExactly(change("a", null, null, 5));
                } else {
                    assertThat(output).isEmpty();
                }
            }
        }

        @Test
        void readsTheStoreOncePerRecordForSharedTypes() {
            oldValues.request();
            MapStore<String, Long> store = MapStore.sharing();
            Run<String, String, Long> run =
                    new Run<>(RecordingContext.emittingPerUpdate(), store, count(Emission.BY_ENGINE));
            run.process("a", "x", 1).process("a", "x", 1);
            int readsToLearnTheType = store.reads();
            run.process("a", "x", 1).process("a", "x", 1);
            assertThat(store.reads() - readsToLearnTheType).isEqualTo(2);
        }
    }

    @Nested
    class PerCommit {

        @Test
        void forwardsOneUpdatePerKeyInOrderOfFirstChange() {
            oldValues.request();
            Run<String, String, Long> run = perCommit();
            run.process("b", "x", 1).process("a", "x", 2).process("b", "x", 3);
            assertThat(run.output()).isEmpty();
            assertThat(run.commit().output()).containsExactly(change("b", 2L, null, 3), change("a", 1L, null, 2));
            assertThat(run.process("b", "x", 2).process("b", "x", 2).commit().output())
                    .containsExactly(change("b", 4L, 2L, 3));
            assertThat(run.commit().output()).isEmpty();
        }

        @Test
        void carriesHeadersAndOriginOfTheLatestUpdate() {
            Run<String, String, Long> run = perCommit();
            run.process("a", "x", 1, new RecordHeaders().add("n", new byte[] {1}));
            run.process("a", "x", 2, new RecordHeaders().add("n", new byte[] {2}));
            run.process("b", "x", 3);
            run.commit();
            List<Forwarded> forwarded = run.context.takeForwarded();
            assertThat(forwarded).extracting(Forwarded::origin).containsExactly("in@1", "in@2");
            assertThat(forwarded.get(0).record().headers().lastHeader("n").value())
                    .containsExactly(2);
        }

        @Test
        void leavesOutAKeyThatHadNoValueAndHasNone() {
            Run<String, String, Long> run = new Run<>(
                    RecordingContext.emittingPerCommit(), MapStore.sharing(), nullAtThird(Emission.BY_ENGINE));
            run.process("a", "x", 1).process("a", "x", 2).process("a", "x", 3);
            assertThat(run.commit().output()).isEmpty();
        }

        @Test
        void tellsOfARemovalWithTheTimestampOfTheRecord() {
            oldValues.request();
            Run<String, String, Long> run = new Run<>(
                    RecordingContext.emittingPerCommit(), MapStore.sharing(), nullAtThird(Emission.BY_ENGINE));
            run.process("a", "x", 1).process("a", "x", 4).commit().output();
            assertThat(run.process("a", "x", 3).commit().output()).containsExactly(change("a", null, 2L, 3));
        }

        @Test
        void cachingDisabledForwardsEachUpdateAllTheSame() {
            Run<String, String, Long> run =
                    new Run<>(RecordingContext.emittingPerCommit(), MapStore.sharing(), count(Emission.EVERY_UPDATE));
            assertThat(run.process("a", "x", 1).process("a", "x", 2).output()).hasSize(2);
            assertThat(run.commit().output()).isEmpty();
        }

        @Test
        void whatABoundedStoreEvictedIsForwardedAllTheSame() {
            MapStore<String, Long> store = MapStore.sharing();
            Run<String, String, Long> run =
                    new Run<>(RecordingContext.emittingPerCommit(), store, count(Emission.BY_ENGINE));
            run.process("a", "x", 1);
            store.put("a", null);
            assertThat(run.commit().output()).containsExactly(change("a", 1L, null, 1));
        }

        @Test
        void readsTheStoreOncePerRecordForSharedTypes() {
            MapStore<String, Long> store = MapStore.sharing();
            Run<String, String, Long> run =
                    new Run<>(RecordingContext.emittingPerCommit(), store, count(Emission.BY_ENGINE));
            run.process("a", "x", 1).commit();
            int readsToLearnTheType = store.reads();
            run.process("a", "x", 2).process("a", "x", 3).commit();
            assertThat(store.reads() - readsToLearnTheType).isEqualTo(2);
        }

        @Test
        void keysAreTheSameIfTheirBytesAre() {
            StreamAggregate<byte[], String, Long> operator = new StreamAggregate<>(
                    as(Serdes.ByteArray(), oldValues, Emission.BY_ENGINE), () -> 0L, (key, value, count) -> count + 1);
            oldValues.request();
            Run<byte[], String, Long> run = new Run<>(
                    RecordingContext.emittingPerCommit(),
                    MapStore.sharingByKey(key -> ByteBuffer.wrap(key.clone())),
                    operator);
            byte[] reused = {1};
            run.process(reused, "x", 1).process(new byte[] {1}, "x", 2);
            Arrays.fill(reused, (byte) 9);
            List<Record<?, ?>> output = run.commit().output();
            assertThat(output).hasSize(1);
            assertThat((byte[]) output.get(0).key()).containsExactly(1);
            assertThat(output.get(0).value()).isEqualTo(new Change<>(2L, null));
        }
    }

    /** An aggregate that the aggregator changes in place, in a store that hands out copies. */
    @Nested
    class WithMutableAggregates {

        private final Fold<String, String, List<String>> append = (key, value, list) -> {
            list.add(value);
            return list;
        };

        private Run<String, String, List<String>> run(RecordingContext<String, Change<List<String>>> context) {
            return new Run<>(
                    context,
                    MapStore.copying(ArrayList::new),
                    new StreamAggregate<>(as(Serdes.String(), oldValues, Emission.BY_ENGINE), ArrayList::new, append));
        }

        @Test
        void theOldValueOfAnUpdateIsWhatItWas() {
            oldValues.request();
            assertThat(run(RecordingContext.emittingPerUpdate())
                            .process("a", "x", 1)
                            .process("a", "y", 2)
                            .process("a", "z", 3)
                            .output())
                    .containsExactly(
                            change("a", List.of("x"), null, 1),
                            change("a", List.of("x", "y"), List.of("x"), 2),
                            change("a", List.of("x", "y", "z"), List.of("x", "y"), 3));
        }

        @Test
        void theOldValueAtACommitIsThatOfTheLastOne() {
            oldValues.request();
            Run<String, String, List<String>> run = run(RecordingContext.emittingPerCommit());
            run.process("a", "x", 1).commit().output();
            assertThat(run.process("a", "y", 2).process("a", "z", 3).commit().output())
                    .containsExactly(change("a", List.of("x", "y", "z"), List.of("x"), 3));
        }

        @Test
        void whatTheAggregatorDoesToAnObjectItReturnedIsNotSeen() {
            List<List<String>> returned = new ArrayList<>();
            Run<String, String, List<String>> run = new Run<>(
                    RecordingContext.emittingPerCommit(),
                    MapStore.copying(ArrayList::new),
                    new StreamAggregate<>(
                            as(Serdes.String(), oldValues, Emission.BY_ENGINE), ArrayList::new, (key, value, list) -> {
                                list.add(value);
                                returned.add(list);
                                return list;
                            }));
            run.process("a", "x", 1);
            returned.get(0).add("sneaked in");
            assertThat(run.commit().output()).containsExactly(change("a", List.of("x"), null, 1));
        }
    }

    @Nested
    class Reduce {

        private Run<String, String, String> run() {
            oldValues.request();
            return new Run<>(
                    RecordingContext.emittingPerUpdate(),
                    MapStore.sharing(),
                    new StreamReduce<>(
                            as(Serdes.String(), oldValues, Emission.BY_ENGINE),
                            (left, right) -> right.isEmpty() ? null : left + right));
        }

        @Test
        void beginsWithTheFirstValue() {
            assertThat(run().process("a", "x", 3).process("a", "y", 1).output())
                    .containsExactly(change("a", "x", null, 3), change("a", "xy", "x", 3));
        }

        @Test
        void aNullResultRemovesTheKeyAndTheNextValueBeginsAgain() {
            assertThat(run().process("a", "x", 3)
                            .process("a", "", 4)
                            .process("a", "z", 1)
                            .output())
                    .containsExactly(change("a", "x", null, 3), change("a", null, "x", 4), change("a", "z", null, 1));
        }

        @Test
        void dropsRecordsWithoutKeyOrValue() {
            Run<String, String, String> run = run();
            run.process(null, "x", 1).process("a", null, 1);
            assertThat(run.context.dropped()).isEqualTo(2);
        }
    }

    private StreamAggregate<String, String, Long> nullAtThird(Emission emission) {
        return new StreamAggregate<>(
                as(Serdes.String(), oldValues, emission),
                () -> 0L,
                (key, value, count) -> count == 2 ? null : Long.valueOf(count + 1));
    }
}

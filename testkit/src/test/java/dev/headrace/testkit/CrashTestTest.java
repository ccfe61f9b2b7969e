package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.Grouped;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import dev.headrace.state.KeyValueStore;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.Guarantee;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CrashTestTest {

    private static CrashTest with(CrashTest test, int records) {
        List<TestRecord<String, String>> input = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            input.add(new TestRecord<>("k" + i % 3, "v" + i % 4, null, (Long) (i * 10L)));
        }
        return test.input("in", new StringSerializer(), new StringSerializer(), input);
    }

    private static Topology countingByValue() {
        return Samples.countingByValue(Stores.persistentKeyValueStore(Samples.COUNTS), 2);
    }

    @Test
    void passesRecordsOnOnce() {
        CrashReport report = with(CrashTest.of(Samples::passing), 5).run();
        assertThat(report.runs()).isGreaterThan(300);
        assertThat(report.restarts()).isGreaterThan(200);
        assertThat(report.distinctTraces()).isGreaterThan(200);
        assertThat(report.coverage().get("producer.commitTransaction").keySet())
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Mishap.CRASH_TORN)));
        assertThat(report.coverage().get("commit.APPLY"))
                .containsOnlyKeys(Mishap.CRASH_BEFORE, Mishap.CRASH_AFTER, Mishap.PAUSE);
    }

    @Test
    void countsOnceInMemory() {
        with(CrashTest.of(Samples::countingInMemory), 5)
                .seeds(0, 1)
                .runsMax(100)
                .faultsInRecovery(20)
                .run();
    }

    @Test
    void countsOnceOnDisk() {
        with(CrashTest.of(Samples::countingOnDisk), 5)
                .seeds(0, 1)
                .runsMax(100)
                .faultsInRecovery(20)
                .run();
    }

    @Test
    void countsOnceBehindARepartition() {
        with(CrashTest.of(CrashTestTest::countingByValue), 5)
                .partitions("in", 2)
                .seeds(0, 1)
                .runsMax(100)
                .faultsInRecovery(20)
                .run();
    }

    @Test
    void countsOnceWithSeveralWorkers() {
        with(CrashTest.of(CrashTestTest::countingByValue), 5)
                .partitions("in", 2)
                .options(options -> options.workers(2))
                .runsMax(50)
                .run();
    }

    @Test
    void countsOnceInMicroBatches() {
        with(CrashTest.of(Samples::countingOnDisk), 5)
                .options(options -> options.trigger(Trigger.processingTime(Duration.ofMillis(50))))
                .runsMax(100)
                .run();
    }

    @Test
    void countsOnceInQueriesThatEndByThemselves() {
        with(CrashTest.of(CrashTestTest::countingByValue), 5)
                .options(options -> options.trigger(Trigger.availableNow()))
                .runsMax(100)
                .run();
    }

    @Test
    void punctuationsLeaveNoGapAndNoDuplicate() {
        List<TestRecord<String, String>> halfAMinute = LongStream.range(0, 6)
                .mapToObj(i -> new TestRecord<>("k", "v", null, (Long) (i * 6_000)))
                .toList();
        CrashTest.of(Samples::ticking)
                .input("in", new StringSerializer(), new StringSerializer(), halfAMinute)
                .passTime(Duration.ofSeconds(3))
                .expectOutput("out", new StringDeserializer(), new LongDeserializer(), records -> {
                    assertCountedUp(records, "wall", 1);
                    assertCountedUp(records, "stream", 3);
                })
                .expectStore(Samples.COUNTS, (Map<String, Long> counts) -> assertThat(counts)
                        .containsOnlyKeys("wall", "stream"))
                .runsMax(150)
                .run();
    }

    private static void assertCountedUp(List<TestRecord<String, Long>> records, String key, int atLeast) {
        List<Long> counted = records.stream()
                .filter(record -> key.equals(record.key()))
                .map(TestRecord::value)
                .toList();
        assertThat(counted)
                .hasSizeGreaterThanOrEqualTo(atLeast)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, counted.size()).boxed().toList());
    }

    @Test
    void countsOnceWhatTheDslGroups() {
        with(CrashTest.of(CrashTestTest::countingLongValues), 6)
                .partitions("in", 2)
                .seeds(0, 1)
                .runsMax(100)
                .run();
    }

    /** Two sub-topologies with a repartition topic between them. */
    private static Topology countingLongValues() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .filter((key, value) -> !value.equals("v0"))
                .groupBy((key, value) -> value, Grouped.with("by-value", Serdes.String(), Serdes.String()))
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.Long()))
                .toStream()
                .to("out", Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    @Test
    void writesOnceToATwoPhaseSinkWhatItReadsFromASource() {
        CrashReport report = CrashTest.of(Warehouse::careful, Warehouse::topology, Warehouse::rows)
                .options(options -> options.trigger(Trigger.processingTime(Duration.ofMillis(50))))
                .seeds(0, 1)
                .runsMax(100)
                .run();
        assertThat(report.coverage()).containsKeys("commit.STAGE", "commit.PUBLISH");
    }

    @Test
    void findsASinkThatShowsWhatIsNotCommitted() {
        CrashTest test = CrashTest.of(Warehouse::careless, Warehouse::topology, Warehouse::rows)
                .options(options -> options.trigger(Trigger.processingTime(Duration.ofMillis(50))))
                .mishaps(Mishap.CRASH_AFTER);
        assertThatThrownBy(test::run)
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("What can be seen outside is not what it is without faults");
    }

    @TestFactory
    Stream<DynamicTest> showsEachKindOfSite() {
        return CrashTests.of(with(CrashTest.of(Samples::passing), 2).mishaps(Mishap.CRASH_AFTER));
    }

    private static CrashTest atLeastOnce() {
        return with(
                CrashTest.of(Samples::countingInMemory)
                        .options(options -> options.guarantee(Guarantee.AT_LEAST_ONCE))
                        .mishaps(Mishap.CRASH_AFTER),
                5);
    }

    @Test
    void findsDuplicatesOfAtLeastOnce() {
        assertThatThrownBy(atLeastOnce()::run)
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("Topic out is not what it is without faults")
                .hasMessageContaining("(seed 0)")
                .hasMessageMatching(
                        "(?s).*Run it again with '-Dheadrace.crash.replay=0 \\w+ [\\w.]+#\\d+:CRASH_AFTER'.*");
    }

    @Test
    void replaysWhatFailed() {
        CrashFailure found = catchThrowableOfType(CrashFailure.class, atLeastOnce()::run);
        CrashFailure again =
                catchThrowableOfType(CrashFailure.class, () -> atLeastOnce().replay(found.seed(), found.plan()));
        assertThat(again.traceHash()).isEqualTo(found.traceHash());
        assertThat(again.plan()).isEqualTo(found.plan());
        assertThat(again).hasMessageContaining("Before: 1 sites, 1 runs");
    }

    @Test
    void replaysWhatDidNotFail() {
        CrashReport report = atLeastOnce().replay(0, "SAME_MACHINE consumer.poll#1:CRASH_AFTER");
        assertThat(report.coverage()).isEqualTo(Map.of("consumer.poll", Map.of(Mishap.CRASH_AFTER, 1)));
    }

    @Test
    void replaysARunWithoutFaults() {
        assertThat(atLeastOnce().replay(1, "no fault").restarts()).isZero();
    }

    @Test
    void refusesToReplayWhatItCannotRead() {
        assertThatThrownBy(() -> CrashReplay.parse("SAME_MACHINE commit.APPLY#2:CRASH_BEFORE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write the seed and the faults");
        assertThatThrownBy(() -> CrashReplay.parse("0 SAME_MACHINE commit.APPLY:CRASH_BEFORE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("commit.APPLY:CRASH_BEFORE");
    }

    @Test
    void findsStateThatIsNotInAStore() {
        CrashTest test = with(CrashTest.of(() -> numbering(CountingInAField::new)), 5);
        assertThatThrownBy(test::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Topic out is not what it is without faults");
    }

    @Test
    void findsResultsThatDependOnChance() {
        AtomicInteger outside = new AtomicInteger();
        CrashTest test = with(CrashTest.of(() -> numbering(() -> new CountingOutside(outside))), 5);
        assertThatThrownBy(test::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Topic out is not what it is without faults");
    }

    @Test
    void findsTracesThatDependOnChance() {
        AtomicInteger outside = new AtomicInteger();
        CrashTest test = with(CrashTest.of(() -> numbering(() -> new CountingOutside(outside))), 5)
                .compare("out", Comparison.NOTHING);
        assertThatThrownBy(test::run).isInstanceOf(AssertionError.class).hasMessageContaining("led to another trace");
    }

    @Test
    void refusesFaultsThatNeverHappen() {
        CrashTest test = with(CrashTest.of(Samples::passing), 1);
        assertThatThrownBy(() -> test.replay(0, "SAME_MACHINE producer.commitTransaction#1000:CRASH_AFTER"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Only 0 of the planned faults happened");
    }

    private static Topology numbering(
            dev.headrace.processor.ProcessorSupplier<String, String, String, Long> processors) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("number", processors, "source");
        topology.addSink("sink", "out", new StringSerializer(), new LongSerializer(), "number");
        return topology;
    }

    private static final class CountingInAField extends ContextualProcessor<String, String, String, Long> {
        private long count;

        @Override
        public void process(Record<String, String> record) {
            context().forward(record.withValue(++count));
        }
    }

    private static final class CountingOutside extends ContextualProcessor<String, String, String, Long> {
        private final AtomicInteger count;

        private CountingOutside(AtomicInteger count) {
            this.count = count;
        }

        @Override
        public void process(Record<String, String> record) {
            context().forward(record.withValue((long) count.incrementAndGet()));
        }
    }
}

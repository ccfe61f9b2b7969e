package dev.headrace.testkit.simulation;

import static dev.headrace.testkit.simulation.Samples.P0;
import static dev.headrace.testkit.simulation.Samples.P1;
import static dev.headrace.testkit.simulation.Samples.member;
import static dev.headrace.testkit.simulation.Samples.record;
import static dev.headrace.testkit.simulation.Samples.transactional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SimulatedFaultsTest {

    private static final int RECORDS = 10;

    /** Reads, writes and commits in one transaction; on a crash a new process goes on, on an error the same one. */
    private static SimulatedKafka copy(long seed, Faults faults) {
        SimulatedKafka kafka = SimulatedKafka.withSeed(seed);
        kafka.createTopic("topic", 2);
        kafka.createTopic("copy", 2);
        Producer<byte[], byte[]> source = kafka.process("source").producer(Map.of());
        for (int i = 0; i < RECORDS; i++) {
            source.send(record(i % 2 == 0 ? P0 : P1, "v" + i));
        }
        source.close();
        kafka.inject(faults);
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                runCopy(kafka.process("app"));
                return kafka;
            } catch (SimulatedCrash e) {
                kafka.advance(Duration.ofSeconds(60));
            } catch (KafkaException e) {
                kafka.process("app").crash();
                kafka.advance(Duration.ofSeconds(60));
            }
        }
        throw new AssertionError("the copy did not end");
    }

    private static void runCopy(SimulatedProcess process) {
        Producer<byte[], byte[]> producer = process.producer(transactional("copy"));
        Consumer<byte[], byte[]> consumer = process.consumer(member("copy", "max.poll.records", "3"));
        producer.initTransactions();
        consumer.subscribe(List.of("topic"));
        while (!reachedEnd(consumer)) {
            var records = consumer.poll(Duration.ZERO);
            if (!records.isEmpty()) {
                producer.beginTransaction();
                records.forEach(record -> producer.send(
                        record(new TopicPartition("copy", record.partition()), Samples.text(record.value()))));
                producer.flush();
                producer.sendOffsetsToTransaction(records.nextOffsets(), consumer.groupMetadata());
                producer.commitTransaction();
            }
        }
        producer.close();
        consumer.close();
    }

    private static boolean reachedEnd(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> assigned = consumer.assignment();
        return assigned.size() == 2
                && consumer.committed(assigned).values().stream()
                                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                                .sum()
                        == RECORDS;
    }

    private static Set<String> copied(SimulatedKafka kafka) {
        Consumer<byte[], byte[]> reader = kafka.process("reader").consumer(Samples.committedReader());
        reader.assign(List.of(new TopicPartition("copy", 0), new TopicPartition("copy", 1)));
        Set<String> copied = new HashSet<>();
        kafka.settle();
        for (int i = 0; i < 50; i++) {
            for (String value : Samples.poll(reader)) {
                assertThat(copied.add(value)).as("%s is there once", value).isTrue();
            }
        }
        return copied;
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        Set<Long> hashes = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            Trace trace = copy(seed, Faults.NONE).trace();
            assertThat(copy(seed, Faults.NONE).trace().hash()).isEqualTo(trace.hash());
            hashes.add(trace.hash());
        }
        assertThat(hashes).hasSizeGreaterThan(40);
    }

    @Test
    void aTransactionalCopyIsExactWhateverGoesWrongOnce() {
        Trace clean = copy(1, Faults.NONE).trace();
        int faults = 0;
        for (ClientSite site : ClientSite.values()) {
            for (long ordinal = 1; ordinal <= clean.calls(site); ordinal++) {
                for (FaultOutcome outcome : site.outcomes()) {
                    SimulatedKafka kafka = copy(1, Faults.once(site, ordinal, outcome));
                    assertThat(copied(kafka))
                            .as("%s %s %s", site, ordinal, outcome)
                            .hasSize(RECORDS);
                    faults++;
                }
            }
        }
        assertThat(faults).isGreaterThan(100);
    }

    @Test
    void aTransactionalCopyIsExactUnderManyFaults() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Faults faults = call -> {
                boolean goesWrong = call.process().equals("app") && call.step() < 300 && random.nextInt(12) == 0;
                FaultOutcome[] outcomes = call.site().outcomes().toArray(new FaultOutcome[0]);
                return goesWrong ? outcomes[random.nextInt(outcomes.length)] : FaultOutcome.NONE;
            };
            assertThat(copied(copy(seed, faults))).as("seed %s", seed).hasSize(RECORDS);
        }
    }

    @Test
    void aDeadProcessDoesNothingMore() {
        SimulatedKafka kafka = SimulatedKafka.prompt();
        kafka.createTopic("topic", 2);
        kafka.inject(Faults.once(ClientSite.PRODUCER_FLUSH, 1, FaultOutcome.CRASH_BEFORE));
        SimulatedProcess process = kafka.process("app");
        Producer<byte[], byte[]> producer = process.producer(Map.of());
        producer.send(record(P0, "a"));

        assertThatThrownBy(producer::flush).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(producer::flush).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> process.consumer(Map.of())).isInstanceOf(SimulatedCrash.class);
        producer.close();

        assertThat(process.isDead()).isTrue();
        assertThat(kafka.highWatermark(P0)).isZero();
        assertThat(kafka.process("app").isDead()).isFalse();
    }

    @Test
    void theTraceNamesSitesAndOutcomes() {
        SimulatedKafka kafka = SimulatedKafka.prompt();
        kafka.createTopic("topic", 2);
        kafka.inject(Faults.once(ClientSite.CONSUMER_COMMIT_SYNC, 2, FaultOutcome.ERROR_WITHOUT_EFFECT));
        Consumer<byte[], byte[]> consumer = kafka.consumer(member("g"));
        consumer.assign(List.of(P0));
        consumer.commitSync(Map.of(P0, new OffsetAndMetadata(1)));
        assertThatThrownBy(() -> consumer.commitSync(Map.of(P0, new OffsetAndMetadata(2))))
                .isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);

        assertThat(kafka.trace().lastEntries())
                .extracting(TraceEntry::toString)
                .containsExactly("1 main consumer.commitSync", "2 main consumer.commitSync ERROR_WITHOUT_EFFECT");
        assertThat(consumer.committed(Set.of(P0))).containsEntry(P0, new OffsetAndMetadata(1));
    }

    @Test
    void refusesAFaultThatCannotHappen() {
        SimulatedKafka kafka = SimulatedKafka.prompt();
        kafka.createTopic("topic", 2);
        kafka.inject(call -> FaultOutcome.ERROR_WITHOUT_EFFECT);
        Consumer<byte[], byte[]> consumer = kafka.consumer(Map.of());
        consumer.assign(List.of(P0));

        assertThatThrownBy(() -> consumer.poll(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("consumer.poll");
    }
}

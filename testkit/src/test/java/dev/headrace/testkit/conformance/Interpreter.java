package dev.headrace.testkit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Runs a scenario on a cluster and writes down, step by step, what a client can see. */
final class Interpreter {

    private static final Duration SHORT_TRANSACTION = Duration.ofMillis(800);
    private static final long ERA_MS = 60_000;
    private static final int KEYS = 3;

    private final Cluster cluster;
    private final Scenario scenario;
    private final String topic;
    private final GroupMembers group;
    private final long startMs;
    private final Map<Integer, Producer<byte[], byte[]>> bySlot = new HashMap<>();
    private final List<Producer<byte[], byte[]>> everMade = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private Producer<byte[], byte[]> plain;
    private final Set<Integer> impatient = new HashSet<>();
    private int era;
    private int number;

    Interpreter(Cluster cluster, Scenario scenario) {
        this.cluster = cluster;
        this.scenario = scenario;
        this.topic = scenario.name();
        this.group = new GroupMembers(
                cluster, topic, scenario.seed() % 2 == 0, StepGenerator.hasFixedNames(scenario.seed()));
        this.startMs = cluster.nowMs();
    }

    static Map<String, String> topicConfig(Scenario scenario) {
        return scenario.theme() == Scenario.Theme.COMPACTION
                ? Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "30000",
                        "min.cleanable.dirty.ratio", "0.001")
                : Map.of();
    }

    List<Observation> run() {
        try {
            for (Step step : scenario.steps()) {
                number++;
                observations.add(new Observation(step, observe(step)));
            }
            return observations;
        } finally {
            everMade.forEach(producer -> producer.close(Duration.ZERO));
            group.closeAll();
        }
    }

    private String observe(Step step) {
        try {
            String seen = perform(step);
            cluster.awaitMarkers(List.of(transactionalId(0), transactionalId(2)));
            return seen;
        } catch (RuntimeException e) {
            cluster.awaitMarkers(List.of(transactionalId(0), transactionalId(2)));
            return category(e);
        }
    }

    private String perform(Step step) {
        int slot = step.slot();
        int argument = step.argument();
        return switch (step.operation()) {
            case INIT -> init(slot, Map.of());
            case INIT_SHORT -> init(slot, Map.of("transaction.timeout.ms", (int) SHORT_TRANSACTION.toMillis()));
            case INIT_IMPATIENT -> initImpatient(slot);
            case BEGIN -> done(() -> producer(slot).beginTransaction());
            case SEND -> send(producer(slot), partition(argument), "v" + number);
            case COMMIT -> done(() -> patiently(() -> producer(slot).commitTransaction()));
            case COMMIT_IMPATIENT -> commitImpatiently(slot);
            case ABORT -> done(() -> patiently(() -> producer(slot).abortTransaction()));
            case CLOSE -> done(() -> producer(slot).close());
            case ABANDON -> done(() -> producer(slot).close(Duration.ZERO));
            case FENCE_BY_ADMIN ->
                done(() -> get(() -> cluster.admin()
                        .fenceProducers(List.of(transactionalId(slot)))
                        .all()
                        .get()));
            case AWAIT_TIMEOUT -> done(() -> cluster.awaitTransactionTimeout(transactionalId(slot), SHORT_TRANSACTION));
            case OFFSETS_ANONYMOUS -> sendOffsets(slot, argument, anonymous(-1, ""));
            case OFFSETS_UNKNOWN -> sendOffsets(slot, argument, anonymous(1, "nobody"));
            case OFFSETS_FRESH ->
                sendOffsets(
                        slot,
                        argument,
                        group.at(argument) == null
                                ? anonymous(-1, "")
                                : group.at(argument).groupMetadata());
            case OFFSETS_STALE -> sendOffsets(slot, argument, group.remembered());
            case REMEMBER -> done(() -> group.remember(slot));
            case JOIN -> join(slot, false);
            case JOIN_LAZY -> join(slot, true);
            case LEAVE -> leave(slot);
            case REJOIN -> rejoin(slot);
            case RESTART -> restart(slot);
            case USURP -> group.usurp(slot);
            case AWAIT_EVICTION -> evict(slot);
            case COMMIT_SYNC -> done(() -> group.at(slot).commitSync(offset(partition(argument))));
            case WRITE -> send(plain(), partition(argument), "w" + number);
            case TOMBSTONE -> send(plain(), partition(argument), null);
            case COMPACT -> compact();
            case DELETE_RECORDS -> deleteRecords(partition(argument));
            case READ_COMMITTED -> read(true);
            case READ_UNCOMMITTED -> read(false);
            case WATERMARKS -> watermarks();
            case OFFSETS_FOR_TIME -> offsetForTime(partition(argument));
            case COMMITTED -> committed(new ListConsumerGroupOffsetsOptions());
            case COMMITTED_STABLE -> committed(new ListConsumerGroupOffsetsOptions().requireStable(true));
            case TRANSACTION_STATE -> transactionState();
        };
    }

    private String initImpatient(int slot) {
        String seen = init(slot, Map.of("max.block.ms", 1));
        impatient.add(slot);
        return seen;
    }

    private String init(int slot, Map<String, Object> special) {
        Map<String, Object> config = new HashMap<>(Map.of("transactional.id", transactionalId(slot), "linger.ms", 0));
        config.putAll(special);
        Producer<byte[], byte[]> producer = cluster.producer(config);
        everMade.add(producer);
        bySlot.put(slot, producer);
        impatient.remove(slot);
        patiently(producer::initTransactions);
        patiently(() -> producer.partitionsFor(topic));
        return "ok";
    }

    /** Repeats a call that times out, as Kafka's documentation allows for the same producer. */
    private static void patiently(Runnable call) {
        Waiting.until("a call that times out", () -> {
            try {
                call.run();
                return true;
            } catch (TimeoutException e) {
                return false;
            }
        });
    }

    private String commitImpatiently(int slot) {
        cluster.beforeImpatientCommit();
        return done(() -> producer(slot).commitTransaction());
    }

    private String send(Producer<byte[], byte[]> producer, TopicPartition partition, String value) {
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(
                partition.topic(), partition.partition(), timestampMs(), key(number % KEYS), bytes(value)));
        producer.flush();
        try {
            return "@" + sent.get().offset();
        } catch (ExecutionException e) {
            return "future " + category(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Producer<byte[], byte[]> plain() {
        if (plain == null) {
            plain = cluster.producer(Map.of("linger.ms", 0));
            everMade.add(plain);
        }
        return plain;
    }

    private String sendOffsets(int slot, int partition, ConsumerGroupMetadata metadata) {
        try {
            producer(slot).sendOffsetsToTransaction(offset(partition(partition)), metadata);
        } catch (TimeoutException e) {
            return impatient.contains(slot) ? "ok" : category(e);
        }
        return "ok";
    }

    @SuppressWarnings("removal") // There is no other way to be nobody.
    private ConsumerGroupMetadata anonymous(int generation, String memberId) {
        return new ConsumerGroupMetadata(group.groupId(), generation, memberId, Optional.empty());
    }

    private Map<TopicPartition, OffsetAndMetadata> offset(TopicPartition partition) {
        return Map.of(partition, new OffsetAndMetadata(number, ""));
    }

    private String join(int slot, boolean lazy) {
        group.join(slot, lazy);
        return group.stabilise();
    }

    private String leave(int slot) {
        group.leave(slot);
        return group.isEmpty() ? "empty" : group.stabilise();
    }

    private String rejoin(int slot) {
        int before = group.at(slot).groupMetadata().generationId();
        group.at(slot).enforceRebalance();
        String summary = "";
        while (group.at(slot).groupMetadata().generationId() == before) {
            summary = group.stabilise();
        }
        return summary;
    }

    private String restart(int slot) {
        int before = group.at(slot).groupMetadata().generationId();
        group.leave(slot);
        group.join(slot, false);
        String summary = group.stabilise();
        boolean same = group.at(slot).groupMetadata().generationId() == before;
        return (same ? "same generation " : "next generation ") + summary;
    }

    private String evict(int slot) {
        group.awaitEviction(slot);
        String refused = "commit " + outcome(() -> group.at(slot).commitSync(offset(partition(0))));
        return refused + " then " + group.stabilise();
    }

    private String compact() {
        era++;
        for (int i = 0; i < Scenario.PARTITIONS; i++) {
            TopicPartition partition = partition(i);
            Future<RecordMetadata> sent = plain().send(new ProducerRecord<>(
                    partition.topic(), i, timestampMs(), bytes("filler-" + number), bytes("filler")));
            plain().flush();
            long filler = get(() -> sent.get().offset());
            Waiting.until(
                    "the cleaner of " + partition, () -> cluster.compact(partition) || isCompacted(partition, filler));
        }
        return read(false);
    }

    /** Whether the cleaner has been over everything below the filler that it may touch. */
    private boolean isCompacted(TopicPartition partition, long filler) {
        long limit = Math.min(filler, endOffset(partition, true));
        Set<Long> committed = new HashSet<>();
        readAll(partition, true).forEach(record -> committed.add(record.offset()));
        Set<String> keys = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : readAll(partition, false)) {
            boolean stays = committed.contains(record.offset()) && keys.add(text(record.key()));
            if (record.offset() < limit && !stays) {
                return false;
            }
        }
        return true;
    }

    private String deleteRecords(TopicPartition partition) {
        long end = endOffset(partition, false);
        return "from "
                + get(() -> cluster.admin()
                        .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end / 2)))
                        .lowWatermarks()
                        .get(partition)
                        .get()
                        .lowWatermark());
    }

    private String read(boolean readCommitted) {
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < Scenario.PARTITIONS; i++) {
            seen.append(i).append(":");
            readAll(partition(i), readCommitted).forEach(record -> seen.append(" ")
                    .append(record.offset())
                    .append("=")
                    .append(text(record.key()))
                    .append("/")
                    .append(text(record.value())));
            Consumer<byte[], byte[]> reader = cluster.sharedReader(readCommitted);
            seen.append(" to ").append(reader.position(partition(i))).append("; ");
        }
        return seen.toString();
    }

    private List<ConsumerRecord<byte[], byte[]>> readAll(TopicPartition partition, boolean readCommitted) {
        Consumer<byte[], byte[]> reader = cluster.sharedReader(readCommitted);
        reader.assign(List.of(partition));
        reader.seek(partition, startOffset(partition));
        long end = endOffset(partition, readCommitted);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Waiting.until("all of " + partition, () -> {
            reader.poll(cluster.patience()).forEach(records::add);
            return reader.position(partition) >= end;
        });
        records.sort(Comparator.comparing(ConsumerRecord::offset));
        return records;
    }

    private String watermarks() {
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < Scenario.PARTITIONS; i++) {
            TopicPartition partition = partition(i);
            long stable = endOffset(partition, true);
            long end = endOffset(partition, false);
            seen.append(startOffset(partition)).append(" ");
            seen.append(stable).append(stable < end ? " held back from " : " up to ");
            seen.append(end).append("; ");
        }
        return seen.toString();
    }

    private long startOffset(TopicPartition partition) {
        return listOffset(partition, OffsetSpec.earliest(), false);
    }

    private long endOffset(TopicPartition partition, boolean readCommitted) {
        return listOffset(partition, OffsetSpec.latest(), readCommitted);
    }

    private long listOffset(TopicPartition partition, OffsetSpec spec, boolean readCommitted) {
        ListOffsetsOptions options =
                new ListOffsetsOptions(readCommitted ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED);
        return get(() -> cluster.admin()
                .listOffsets(Map.of(partition, spec), options)
                .partitionResult(partition)
                .get()
                .offset());
    }

    private String offsetForTime(TopicPartition partition) {
        long early = listOffset(partition, OffsetSpec.forTimestamp(startMs), true);
        long late = listOffset(partition, OffsetSpec.forTimestamp(startMs + 100 * ERA_MS), true);
        return early + " " + late;
    }

    private String committed(ListConsumerGroupOffsetsOptions options) {
        ListConsumerGroupOffsetsSpec both =
                new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition(0), partition(1)));
        Map<TopicPartition, OffsetAndMetadata> offsets = get(() -> cluster.admin()
                .listConsumerGroupOffsets(Map.of(group.groupId(), both), options)
                .partitionsToOffsetAndMetadata(group.groupId())
                .get());
        Map<Integer, String> seen = new TreeMap<>();
        for (int i = 0; i < Scenario.PARTITIONS; i++) {
            OffsetAndMetadata offset = offsets.get(partition(i));
            String unknown = offsets.containsKey(partition(i)) ? "none" : "unstable";
            seen.put(i, offset == null ? unknown : String.valueOf(offset.offset()));
        }
        return seen.toString();
    }

    private String transactionState() {
        Map<String, String> states = new TreeMap<>();
        for (int slot : new int[] {0, 2}) {
            try {
                TransactionDescription found = cluster.admin()
                        .describeTransactions(List.of(transactionalId(slot)))
                        .description(transactionalId(slot))
                        .get();
                long partitions = found.topicPartitions().stream()
                        .filter(partition -> partition.topic().equals(topic))
                        .count();
                states.put("id" + slot, found.state() + "/" + partitions);
            } catch (ExecutionException e) {
                states.put("id" + slot, category(e.getCause()));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return states.toString();
    }

    private Producer<byte[], byte[]> producer(int slot) {
        Producer<byte[], byte[]> producer = bySlot.get(slot);
        if (producer == null) {
            throw new MissingProducerException();
        }
        return producer;
    }

    private String transactionalId(int slot) {
        return topic + (slot == 2 ? "-alone" : "-shared");
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    private long timestampMs() {
        return startMs + era * ERA_MS;
    }

    private static byte[] key(int number) {
        return bytes("k" + number);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "null" : new String(bytes, UTF_8);
    }

    private static String done(Runnable action) {
        action.run();
        return "ok";
    }

    private static String outcome(Runnable action) {
        try {
            action.run();
            return "ok";
        } catch (RuntimeException e) {
            return category(e);
        }
    }

    /** What kind of failure a caller can tell, with the cause where Kafka wraps one. */
    private static String category(Throwable error) {
        String name = error.getClass().getSimpleName();
        boolean wraps = error.getClass() == KafkaException.class && error.getCause() != null;
        return wraps ? name + " of " + category(error.getCause()) : name;
    }

    private static <T> T get(Request<T> request) {
        try {
            return request.send();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Request<T> {
        T send() throws ExecutionException, InterruptedException;
    }

    /** The scenario asks for a producer that nobody made. */
    private static final class MissingProducerException extends RuntimeException {}
}

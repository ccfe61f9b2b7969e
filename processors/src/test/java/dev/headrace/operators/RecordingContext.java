package dev.headrace.operators;

import dev.headrace.common.RecordMetadata;
import dev.headrace.common.StreamsMetrics;
import dev.headrace.common.TaskId;
import dev.headrace.processor.BufferedProcessor;
import dev.headrace.processor.Cancellable;
import dev.headrace.processor.EngineContext;
import dev.headrace.processor.EpochView;
import dev.headrace.processor.PunctuationType;
import dev.headrace.processor.Punctuator;
import dev.headrace.processor.Record;
import dev.headrace.processor.WatermarkVote;
import dev.headrace.state.StateStore;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Remembers what an operator forwards and drops. */
final class RecordingContext<K, V> implements EngineContext<K, V> {

    /** Something forwarded; {@code child} and {@code origin} are null where none was named. */
    record Forwarded(Record<?, ?> record, String child, String origin) {}

    private final boolean emitsPerCommit;
    private final Map<String, StateStore> stores = new HashMap<>();
    private final List<Forwarded> forwarded = new ArrayList<>();
    private long offset = -1;
    private int dropped;
    private BufferedProcessor held;

    private RecordingContext(boolean emitsPerCommit) {
        this.emitsPerCommit = emitsPerCommit;
    }

    static <K, V> RecordingContext<K, V> emittingPerUpdate() {
        return new RecordingContext<>(false);
    }

    static <K, V> RecordingContext<K, V> emittingPerCommit() {
        return new RecordingContext<>(true);
    }

    RecordingContext<K, V> with(StateStore store) {
        stores.put(store.name(), store);
        return this;
    }

    /** The next input record, at the next offset of topic "in". */
    void nextInput() {
        offset++;
    }

    /** Everything forwarded since the last call. */
    List<Forwarded> takeForwarded() {
        List<Forwarded> taken = List.copyOf(forwarded);
        forwarded.clear();
        return taken;
    }

    /** The records forwarded since the last call. */
    List<Record<?, ?>> takeRecords() {
        return takeForwarded().stream().<Record<?, ?>>map(Forwarded::record).toList();
    }

    int dropped() {
        return dropped;
    }

    @Override
    public <KOut extends K, VOut extends V> void forward(Record<KOut, VOut> record) {
        forwarded.add(new Forwarded(record, null, null));
    }

    @Override
    public <KOut extends K, VOut extends V> void forward(Record<KOut, VOut> record, String childName) {
        forwarded.add(new Forwarded(record, childName, null));
    }

    @Override
    public <KOut extends K, VOut extends V> void forward(Record<KOut, VOut> record, RecordMetadata origin) {
        forwarded.add(new Forwarded(record, null, origin == null ? null : origin.topic() + "@" + origin.offset()));
    }

    @Override
    public boolean emitsPerCommit() {
        return emitsPerCommit;
    }

    @Override
    public void beforeCommit(BufferedProcessor processor) {
        held = processor;
    }

    /** Has the operator forward what it holds back. */
    void forwardBuffered() {
        held.forwardBuffered();
    }

    @Override
    public void droppedRecord() {
        dropped++;
    }

    @Override
    public void lateRecord() {
        dropped++;
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return offset < 0 ? Optional.empty() : Optional.of(new At(offset));
    }

    private record At(long offset) implements RecordMetadata {

        @Override
        public String topic() {
            return "in";
        }

        @Override
        public int partition() {
            return 0;
        }
    }

    @Override
    public String applicationId() {
        return "app";
    }

    @Override
    public Serde<?> keySerde() {
        return Serdes.String();
    }

    @Override
    public Serde<?> valueSerde() {
        return Serdes.String();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends StateStore> S getStateStore(String name) {
        return (S) stores.get(name);
    }

    @Override
    public TaskId taskId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public File stateDir() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StreamsMetrics metrics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void commit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> appConfigs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long currentSystemTimeMs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long currentStreamTimeMs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EpochView epoch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatermarkVote watermarkVote(String name, long delayMs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void closesAt(LongPredicate closing) {
        throw new UnsupportedOperationException();
    }
}

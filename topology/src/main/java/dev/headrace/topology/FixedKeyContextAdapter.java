package dev.headrace.topology;

import dev.headrace.common.RecordMetadata;
import dev.headrace.common.StreamsMetrics;
import dev.headrace.common.TaskId;
import dev.headrace.processor.Cancellable;
import dev.headrace.processor.FixedKeyProcessorContext;
import dev.headrace.processor.FixedKeyRecord;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.PunctuationType;
import dev.headrace.processor.Punctuator;
import dev.headrace.processor.Record;
import dev.headrace.state.StateStore;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/** Offers a plain processor's context to a fixed-key processor. */
record FixedKeyContextAdapter<K, V>(ProcessorContext<K, V> context) implements FixedKeyProcessorContext<K, V> {

    @Override
    public <K2 extends K, V2 extends V> void forward(FixedKeyRecord<K2, V2> record) {
        context.forward(plain(record));
    }

    @Override
    public <K2 extends K, V2 extends V> void forward(FixedKeyRecord<K2, V2> record, String childName) {
        context.forward(plain(record), childName);
    }

    private static <K, V> Record<K, V> plain(FixedKeyRecord<K, V> record) {
        return new Record<>(record.key(), record.value(), record.timestamp(), record.headers());
    }

    @Override
    public String applicationId() {
        return context.applicationId();
    }

    @Override
    public TaskId taskId() {
        return context.taskId();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return context.recordMetadata();
    }

    @Override
    public Serde<?> keySerde() {
        return context.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return context.valueSerde();
    }

    @Override
    public File stateDir() {
        return context.stateDir();
    }

    @Override
    public StreamsMetrics metrics() {
        return context.metrics();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // so the contract has it
    public <S extends StateStore> S getStateStore(String name) {
        return context.getStateStore(name);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        return context.schedule(interval, type, callback);
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        return context.schedule(startTime, interval, type, callback);
    }

    @Override
    public void commit() {
        context.commit();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return context.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return context.appConfigsWithPrefix(prefix);
    }

    @Override
    public long currentSystemTimeMs() {
        return context.currentSystemTimeMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return context.currentStreamTimeMs();
    }
}

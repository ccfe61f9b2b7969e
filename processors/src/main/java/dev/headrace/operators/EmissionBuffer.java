package dev.headrace.operators;

import dev.headrace.common.RecordMetadata;
import dev.headrace.processor.EngineContext;
import dev.headrace.processor.Record;
import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Passes on one update per key and commit, in the order in which keys changed first: the old value is the one at the last
 * commit, everything else comes of the latest update. A key that had no value and has none is left out.
 *
 * <p>A new value of a type that is not immutable is read from the store when it is passed on: user code may still hold the
 * object that it returned, and change it. A second update of a key costs one look-up and five writes.
 */
final class EmissionBuffer<K, V> implements TableForwarder<K, V> {

    private final EngineContext<K, Change<V>> context;
    private final TimestampedKeyValueStore<K, V> store;
    private final BiFunction<@Nullable V, @Nullable V, Change<V>> changes;
    private final PrivateCopies<K, V> copies;
    private final BufferKeys<K> keys;
    private final SharedType shared = new SharedType();
    private final Map<Object, Held<V>> held = new LinkedHashMap<>();

    EmissionBuffer(
            EngineContext<K, Change<V>> context,
            TimestampedKeyValueStore<K, V> store,
            BiFunction<@Nullable V, @Nullable V, Change<V>> changes,
            PrivateCopies<K, V> copies,
            BufferKeys<K> keys) {
        this.context = context;
        this.store = store;
        this.changes = changes;
        this.copies = copies;
        this.keys = keys;
    }

    @Override
    public V unchangeable(K key, V stored) {
        return copies.needless(stored) || held.containsKey(keys.of(key)) ? stored : copies.of(key, stored);
    }

    @Override
    public void updated(Record<K, ?> cause, @Nullable V newValue, @Nullable V oldValue, long timestampMs) {
        K key = Objects.requireNonNull(cause.key());
        held.computeIfAbsent(keys.of(key), Held::new)
                .update(
                        newValue,
                        oldValue,
                        cause.hasHeaders() ? cause.headers() : null,
                        origin(),
                        newValue == null ? cause.timestamp() : timestampMs);
    }

    private @Nullable RecordMetadata origin() {
        return context.recordMetadata().orElse(null);
    }

    @Override
    public void forwardBuffered() {
        for (Held<V> update : held.values()) {
            forward(keys.keyOf(update.standIn), update);
        }
        held.clear();
    }

    private void forward(K key, Held<V> update) {
        V newValue = update.newValue == null ? null : stored(key, update.newValue);
        if (newValue != null || update.oldValue != null) {
            Change<V> change = changes.apply(newValue, update.oldValue);
            context.forward(new Record<>(key, change, update.timestampMs, update.headers), update.origin);
        }
    }

    private V stored(K key, V newValue) {
        if (shared.covers(newValue)) {
            return newValue;
        }
        V stored = ValueAndTimestamp.getValueOrNull(store.get(key));
        shared.observe(newValue, stored);
        return stored == null ? newValue : stored; // a bounded store may have evicted it
    }

    /** What is known of a changed key. */
    private static final class Held<V> {

        private final Object standIn;
        private boolean started;
        private @Nullable V oldValue;
        private @Nullable V newValue;
        private @Nullable Headers headers;
        private @Nullable RecordMetadata origin;
        private long timestampMs;

        private Held(Object standIn) {
            this.standIn = standIn;
        }

        private void update(
                @Nullable V newValue,
                @Nullable V oldValue,
                @Nullable Headers headers,
                @Nullable RecordMetadata origin,
                long timestampMs) {
            if (!started) {
                started = true;
                this.oldValue = oldValue;
            }
            this.newValue = newValue;
            this.headers = headers;
            this.origin = origin;
            this.timestampMs = timestampMs;
        }
    }
}

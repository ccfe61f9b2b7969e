package dev.headrace.operators;

import dev.headrace.processor.EngineContext;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** A table's store, and the way in which its updates are passed on. */
final class MaterializedTable<K, V> {

    private final EngineContext<K, Change<V>> context;
    private final TimestampedKeyValueStore<K, V> store;
    private final TableForwarder<K, V> forwarder;

    private MaterializedTable(
            EngineContext<K, Change<V>> context, TimestampedKeyValueStore<K, V> store, TableForwarder<K, V> forwarder) {
        this.context = context;
        this.store = store;
        this.forwarder = forwarder;
    }

    static <K, V> MaterializedTable<K, V> open(
            ProcessorContext<K, Change<V>> context, Materialization<K> materialization) {
        if (!(context instanceof EngineContext<K, Change<V>> engine)) {
            throw new IllegalStateException("Cannot open table " + materialization.storeName() + " with a "
                    + context.getClass().getName() + ": hand on the context that init was given");
        }
        TimestampedKeyValueStore<K, V> store = context.getStateStore(materialization.storeName());
        TableForwarder<K, V> forwarder = forwarder(engine, store, materialization);
        engine.beforeCommit(forwarder::forwardBuffered);
        return new MaterializedTable<>(engine, store, forwarder);
    }

    private static <K, V> TableForwarder<K, V> forwarder(
            EngineContext<K, Change<V>> context,
            TimestampedKeyValueStore<K, V> store,
            Materialization<K> materialization) {
        OldValues oldValues = materialization.oldValues();
        PrivateCopies<K, V> copies = oldValues.requested() ? PrivateCopies.from(store) : PrivateCopies.none();
        if (materialization.emission() == Emission.EVERY_UPDATE) {
            return new ForwardAtOnce<>(context, oldValues.changes(), copies);
        }
        if (!context.emitsPerCommit()) {
            return new ForwardIfAnything<>(new ForwardAtOnce<>(context, oldValues.changes(), copies));
        }
        return new EmissionBuffer<>(context, store, oldValues.changes(), copies, keys(context, materialization));
    }

    @SuppressWarnings("unchecked")
    private static <K> BufferKeys<K> keys(EngineContext<K, ?> context, Materialization<K> materialization) {
        Serde<K> serde = materialization.keySerde();
        String changelogTopic = context.applicationId() + "-" + materialization.storeName() + "-changelog";
        return new BufferKeys<>(changelogTopic, serde == null ? (Serde<K>) context.keySerde() : serde);
    }

    @Nullable
    ValueAndTimestamp<V> get(K key) {
        return store.get(key);
    }

    /** As {@link TableForwarder#unchangeable}. */
    V unchangeable(K key, V stored) {
        return forwarder.unchangeable(key, stored);
    }

    /** Gives the key of {@code cause} a value, or removes it, and passes the update on: as {@link TableForwarder#updated}. */
    void put(Record<K, ?> cause, K key, @Nullable V newValue, @Nullable V oldValue, long timestampMs) {
        store.put(key, ValueAndTimestamp.make(newValue, timestampMs));
        forwarder.updated(cause, newValue, oldValue, timestampMs);
    }

    /** Counts a record that makes no update. */
    void drop() {
        context.droppedRecord();
    }
}

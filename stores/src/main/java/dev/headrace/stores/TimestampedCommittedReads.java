package dev.headrace.stores;

import dev.headrace.state.BytesStore;
import dev.headrace.state.ReadOnlyTimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;

/** Committed values that have timestamps, so that a reader who asks for values alone can be given those. */
final class TimestampedCommittedReads<K, V> extends CommittedReads<K, ValueAndTimestamp<V>>
        implements ReadOnlyTimestampedKeyValueStore<K, V> {

    TimestampedCommittedReads(String name, Keys<K> keys, Values<ValueAndTimestamp<V>> values, BytesStore committed) {
        super(name, keys, values, committed);
    }
}

package dev.headrace.state;

import dev.headrace.common.KeyValue;
import dev.headrace.errors.InvalidStateStoreException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/** A store in a sorted map that counts the iterators it opens and closes. */
class SortedMapStore<V> implements KeyValueStore<String, V> {

    private final NavigableMap<String, V> entries = new TreeMap<>();
    private boolean open = true;
    private int opened;
    private int closed;

    int opened() {
        return opened;
    }

    int closed() {
        return closed;
    }

    @Override
    public String name() {
        return "counts";
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {}

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void put(String key, V value) {
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
    }

    @Override
    public V putIfAbsent(String key, V value) {
        return entries.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<String, V>> added) {
        added.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public V delete(String key) {
        return entries.remove(key);
    }

    @Override
    public V get(String key) {
        requireOpen();
        return entries.get(key);
    }

    @Override
    public KeyValueIterator<String, V> range(String from, String to) {
        NavigableMap<String, V> fromOn = from == null ? entries : entries.tailMap(from, true);
        return iterate(to == null ? fromOn : fromOn.headMap(to, true));
    }

    @Override
    public KeyValueIterator<String, V> all() {
        return iterate(entries);
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    private void requireOpen() {
        if (!open) {
            throw new InvalidStateStoreException("Cannot read store: it is closed");
        }
    }

    private KeyValueIterator<String, V> iterate(NavigableMap<String, V> range) {
        requireOpen();
        opened++;
        Iterator<Map.Entry<String, V>> remaining = range.entrySet().iterator();
        return new KeyValueIterator<>() {
            private Map.Entry<String, V> peeked;

            @Override
            public boolean hasNext() {
                return peeked != null || remaining.hasNext();
            }

            @Override
            public String peekNextKey() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                if (peeked == null) {
                    peeked = remaining.next();
                }
                return peeked.getKey();
            }

            @Override
            public KeyValue<String, V> next() {
                peekNextKey();
                KeyValue<String, V> next = KeyValue.pair(peeked.getKey(), peeked.getValue());
                peeked = null;
                return next;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    /** Keeps timestamps. */
    static final class Timestamped<V> extends SortedMapStore<ValueAndTimestamp<V>>
            implements TimestampedKeyValueStore<String, V> {}

    /** Keeps timestamps and headers. */
    static final class WithHeaders<V> extends SortedMapStore<ValueTimestampHeaders<V>>
            implements TimestampedKeyValueStoreWithHeaders<String, V> {}
}

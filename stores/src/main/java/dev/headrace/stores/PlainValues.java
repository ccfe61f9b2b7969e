package dev.headrace.stores;

import dev.headrace.state.ChangelogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values stored as their serde writes them. */
final class PlainValues<V> implements Values<V> {

    private final Encoding<V> encoding;
    private final Sharing<V> sharing;

    PlainValues(Encoding<V> encoding) {
        this.encoding = encoding;
        this.sharing = new Sharing<>(encoding, ImmutableTypes::asValue);
    }

    @Override
    public @Nullable Object keep(V value) {
        return sharing.shares(value) ? value : encoding.encode(value);
    }

    @Override
    public Object keep(V value, byte[] stored) {
        return sharing.shares(value) ? value : stored;
    }

    @Override
    @SuppressWarnings("unchecked")
    public V object(Object kept) {
        return kept instanceof byte[] stored ? encoding.decode(stored) : (V) kept;
    }

    @Override
    public V decode(byte[] stored) {
        return encoding.decode(stored);
    }

    @Override
    @SuppressWarnings("unchecked")
    public ChangelogEntry entry(byte[] key, @Nullable Object kept, long timestampMs) {
        byte[] value = kept == null || kept instanceof byte[] ? (byte[]) kept : encoding.encode((V) kept);
        return new ChangelogEntry(key, value, timestampMs);
    }

    @Override
    public List<ChangelogEntry> stored(List<ChangelogEntry> entries) {
        return entries;
    }
}

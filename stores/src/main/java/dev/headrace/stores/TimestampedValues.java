package dev.headrace.stores;

import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.ValueAndTimestamp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values with a timestamp. Stored, the timestamp stands in front of the value, eight bytes, big endian; in the changelog
 * it is the timestamp of the record.
 */
final class TimestampedValues<V> implements Values<ValueAndTimestamp<V>> {

    private final Encoding<V> encoding;
    private final Sharing<V> sharing;

    TimestampedValues(Encoding<V> encoding) {
        this.encoding = encoding;
        this.sharing = new Sharing<>(encoding, ImmutableTypes::asValue);
    }

    @Override
    public @Nullable Object keep(ValueAndTimestamp<V> stamped) {
        V value = stamped.value();
        if (value == null) {
            return null;
        }
        if (sharing.shares(value)) {
            return stamped;
        }
        byte[] plain = encoding.encodeForLookup(value);
        return plain == null ? null : stored(plain, stamped.timestamp());
    }

    @Override
    public Object keep(ValueAndTimestamp<V> stamped, byte[] stored) {
        V value = stamped.value();
        return value != null && sharing.shares(value) ? stamped : stored;
    }

    @Override
    @SuppressWarnings("unchecked")
    public ValueAndTimestamp<V> object(Object kept) {
        return kept instanceof byte[] stored ? decode(stored) : (ValueAndTimestamp<V>) kept;
    }

    @Override
    public ValueAndTimestamp<V> decode(byte[] stored) {
        return ValueAndTimestamp.makeAllowNullable(encoding.decode(plain(stored)), timestampMs(stored));
    }

    @Override
    @SuppressWarnings("unchecked")
    public ChangelogEntry entry(byte[] key, @Nullable Object kept, long timestampMs) {
        if (kept == null) {
            return new ChangelogEntry(key, null, timestampMs);
        }
        if (kept instanceof byte[] stored) {
            return new ChangelogEntry(key, plain(stored), timestampMs(stored));
        }
        ValueAndTimestamp<V> stamped = (ValueAndTimestamp<V>) kept;
        V value = stamped.value();
        return new ChangelogEntry(key, value == null ? null : encoding.encode(value), stamped.timestamp());
    }

    @Override
    public List<ChangelogEntry> stored(List<ChangelogEntry> entries) {
        List<ChangelogEntry> stored = new ArrayList<>(entries.size());
        for (ChangelogEntry entry : entries) {
            byte[] plain = entry.value();
            stored.add(
                    plain == null
                            ? entry
                            : new ChangelogEntry(entry.key(), stored(plain, entry.timestampMs()), entry.timestampMs()));
        }
        return stored;
    }

    private static byte[] stored(byte[] plain, long timestampMs) {
        return ByteBuffer.allocate(Long.BYTES + plain.length)
                .putLong(timestampMs)
                .put(plain)
                .array();
    }

    private static byte[] plain(byte[] stored) {
        return Arrays.copyOfRange(stored, Long.BYTES, stored.length);
    }

    private static long timestampMs(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong();
    }
}

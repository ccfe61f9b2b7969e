package dev.headrace.state;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The committed bytes of one store, ordered by unsigned bytes of the key. Changes come in batches, each with the position
 * it reaches; a crash leaves the bytes at some position that was applied, never between two.
 *
 * <p>One thread writes; {@link #snapshot} may be read from any.
 */
public interface BytesStore extends AutoCloseable {

    /** The value of {@code key}, or null. */
    byte @Nullable [] get(byte[] key);

    /**
     * The entries with {@code from <= key <= to} (null: no bound) in key order, or in reverse. The caller closes it.
     */
    KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean forward);

    /** Applies the entries and the position in one atomic batch. */
    void apply(List<ChangelogEntry> entries, StorePosition position);

    /** The position of the last batch that the bytes contain. */
    StorePosition position();

    /** An unchanging view of what is applied now. The caller closes it. */
    Snapshot snapshot();

    /** About how many keys there are. */
    long approximateEntries();

    /** Makes what was applied survive a crash of the process; a store in memory has nothing to do. */
    void flush();

    /** Releases what is held; a persistent store is flushed first. */
    @Override
    void close();

    /** An unchanging view of a store. */
    interface Snapshot extends AutoCloseable {

        /** The value of {@code key}, or null. */
        byte @Nullable [] get(byte[] key);

        /** As {@link BytesStore#range}. */
        KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean forward);

        /** About how many keys there are. */
        long approximateEntries();

        @Override
        void close();
    }
}

package dev.headrace.stores;

import dev.headrace.state.ChangelogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a typed store in their four forms: the object of the user; what a slot keeps (the very object if it is
 * immutable, else its stored form); the stored form, which the bytes of the store hold; and the changelog entry.
 */
interface Values<V> {

    /** What a slot keeps of {@code value}; null where the value stands for none. */
    @Nullable
    Object keep(V value);

    /** What a slot keeps of a value that was just read from {@code stored} as {@code value}. */
    Object keep(V value, byte[] stored);

    /** The value for the user of what a slot keeps; a fresh copy unless it is immutable. */
    V object(Object kept);

    /** The value that {@code stored} holds. */
    V decode(byte[] stored);

    /**
     * The changelog entry.
     *
     * @param kept what the slot keeps, null where the key was removed
     * @param timestampMs for an entry whose value carries no timestamp of its own
     */
    ChangelogEntry entry(byte[] key, @Nullable Object kept, long timestampMs);

    /** The same entries with their values in stored form. */
    List<ChangelogEntry> stored(List<ChangelogEntry> entries);
}

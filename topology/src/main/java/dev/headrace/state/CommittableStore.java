package dev.headrace.state;

import java.util.List;

/**
 * A store as the commit sees it. Writes gather in an open generation; {@link #seal} serializes them once and opens the
 * next generation; {@link #apply} makes them part of the committed store after they are durable. Until then nothing of
 * them reaches the committed bytes, and {@link #rollback} forgets them. Reads of the owner see the open generation before
 * the sealed one before the committed bytes.
 *
 * <p>One thread owns a store; only {@link #committedReads} is for others.
 */
public interface CommittableStore extends StateStore {

    /**
     * Ends the open generation and returns its changes: one entry per changed key, in the order of their first change.
     * At most one generation is sealed at a time.
     *
     * @param timestampMs the timestamp for entries whose values carry none of their own
     * @throws IllegalStateException if a sealed generation was neither applied nor rolled back
     */
    List<ChangelogEntry> seal(long timestampMs);

    /**
     * Writes {@code entries} and {@code position} to the committed bytes in one atomic batch: the one way in which they
     * change, live (the entries that {@link #seal} returned) and in restore.
     */
    void apply(List<ChangelogEntry> entries, StorePosition position);

    /** Makes what was applied visible to {@link #committedReads}; called after all stores of the task applied. */
    void exposeCommitted();

    /** Forgets the sealed and the open generation. */
    void rollback();

    /** The position that the committed bytes stand at, {@link StorePosition#NONE} where there are none. */
    StorePosition position();

    /** Approximate heap bytes of the changes that are not yet applied. */
    long uncommittedBytes();

    /** Whether changes are written to a changelog, so that they can be restored from it. */
    boolean changelogged();

    /**
     * A read-only view of committed state for other threads, of the kind that the store's queryable type names. It throws
     * {@link dev.headrace.errors.InvalidStateStoreException} after the store was closed.
     */
    Object committedReads();
}

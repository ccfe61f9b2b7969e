package dev.headrace.runtime.restore;

import dev.headrace.common.Lookup;
import dev.headrace.errors.ProcessorStateException;
import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.StorePosition;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one store up to the end of its changelog. */
final class StoreReplay implements Replay {

    private static final Logger LOG = LoggerFactory.getLogger(StoreReplay.class);

    private final RestorableStore restorable;
    private final long end;
    private final long nowMs;

    private CommittableStore store;
    private long from;
    private long restored;
    private boolean done;

    /**
     * A replay into {@code restorable}.
     *
     * @param tombstoneRetentionMs how long the changelog keeps what tells that a key was removed
     * @throws ProcessorStateException if the changelog has lost what the store has
     */
    StoreReplay(RestorableStore restorable, LogBounds bounds, long tombstoneRetentionMs, long nowMs) {
        this.restorable = restorable;
        this.store = restorable.store();
        this.end = Lookup.in(bounds.end(), restorable.changelog());
        this.nowMs = nowMs;
        long first = Lookup.in(bounds.first(), restorable.changelog());
        StorePosition position = store.position();
        if (position.next() > end) {
            throw new ProcessorStateException("Cannot restore store " + restorable.name() + ": it stands at offset "
                    + position.next() + " but changelog " + restorable.changelog() + " ends at " + end
                    + ", so the changelog lost records. Bring the changelog back, or delete the local store to accept"
                    + " the loss");
        }
        if (position.equals(StorePosition.NONE)) {
            from = first;
        } else if (position.next() < first) {
            rebuild("its changelog begins at " + first + ", after the store's position " + position.next(), first);
        } else if (end - position.next() > 1 && nowMs - position.committedAtMs() > tombstoneRetentionMs / 2) {
            rebuild(
                    "it was last written " + (nowMs - position.committedAtMs()) + " ms ago, so that its changelog may"
                            + " have forgotten removed keys",
                    first);
        } else {
            from = position.next();
        }
    }

    @Override
    public TopicPartition partition() {
        return restorable.changelog();
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public void accept(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ChangelogEntry> entries = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            entries.add(new ChangelogEntry(record.key(), record.value(), record.timestamp()));
        }
        store.apply(entries, new StorePosition(records.get(records.size() - 1).offset() + 1, nowMs));
        restored += records.size();
    }

    @Override
    public void startOver() {
        rebuild("its changelog was cut while it was read", 0);
    }

    @Override
    public void done() {
        store.exposeCommitted();
        done = true;
    }

    boolean isDone() {
        return done;
    }

    /**
     * Refuses a changelog that ends before what the last checkpoint saw of it.
     *
     * @throws ProcessorStateException if it does
     */
    void checkAgainst(TaskCheckpoint checkpoint) {
        long seen = checkpoint.changelogs().getOrDefault(restorable.name(), 0L);
        if (end < seen) {
            throw new ProcessorStateException("Cannot restore store " + restorable.name() + ": changelog "
                    + restorable.changelog() + " ends at " + end + ", but reached " + seen
                    + " when the task committed last, so it was deleted or lost records. Bring it back, or begin anew"
                    + " under another application id");
        }
    }

    /** How many records came from the changelog. */
    long restored() {
        return restored;
    }

    private void rebuild(String why, long first) {
        LOG.warn("Rebuilding store {} from {}: {}", restorable.name(), restorable.changelog(), why);
        store = restorable.rebuild();
        from = first;
    }
}

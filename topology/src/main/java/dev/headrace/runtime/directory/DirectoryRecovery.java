package dev.headrace.runtime.directory;

import dev.headrace.errors.StreamsException;
import dev.headrace.port.FilePath;
import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.restore.Recovered;
import dev.headrace.runtime.restore.Recovery;
import dev.headrace.runtime.restore.RecoveryRequest;
import dev.headrace.runtime.restore.RestorableStore;
import dev.headrace.sink.Receipt;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.StorePosition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings tasks back to the last entry of the log. A store that kept its bytes takes the deltas that it misses; one that did
 * not, or kept others, takes the snapshot and all deltas.
 */
public final class DirectoryRecovery implements Recovery {

    private static final int ENTRIES_PER_BATCH = 10_000;

    private final DirectoryLog log;
    private final List<RecoveryRequest> admitted = new ArrayList<>();

    /** Recovery from what {@code log} has committed. */
    public DirectoryRecovery(DirectoryLog log) {
        this.log = log;
    }

    @Override
    public void admit(RecoveryRequest request) {
        admitted.add(request);
    }

    @Override
    public void giveUp(Set<TopicPartition> inputs) {}

    @Override
    public void drop(TaskKey task) {
        admitted.removeIf(request -> request.task().equals(task));
    }

    @Override
    public List<Recovered> advance(Duration budget) {
        List<Recovered> recovered = admitted.stream().map(this::recovered).toList();
        admitted.clear();
        return recovered;
    }

    @Override
    public boolean isIdle() {
        return admitted.isEmpty();
    }

    @Override
    public long remaining() {
        return admitted.size();
    }

    @Override
    public void close() {}

    private Recovered recovered(RecoveryRequest request) {
        long restored = 0;
        for (RestorableStore store : request.stores()) {
            try {
                restored += restore(store);
            } catch (IOException e) {
                throw new StreamsException(
                        "Cannot restore store " + store.name() + " of task " + request.task() + ": " + e.getMessage(),
                        e);
            }
        }
        Optional<TaskCommit> last = log.last().task(request.task());
        TaskCheckpoint checkpoint = last.map(TaskCommit::checkpoint).orElse(null);
        Map<String, List<Receipt>> receipts = last.map(TaskCommit::receipts).orElse(Map.of());
        return new Recovered(request.task(), checkpoint, receipts, Map.of(), restored);
    }

    private long restore(RestorableStore restorable) throws IOException {
        DirectoryCommit last = log.last();
        int partition = restorable.changelog().partition();
        StoreState state = last.store(restorable.name(), partition)
                .orElseGet(() -> StoreState.empty(restorable.name(), partition));
        StorePosition held = restorable.store().position();
        StateFile snapshot = state.snapshot();
        boolean goesOn = held.next() >= 0
                && held.next() <= last.epoch() + 1
                && (snapshot == null || held.next() > snapshot.epoch());
        CommittableStore store =
                goesOn || (held.equals(StorePosition.NONE) && state.files().isEmpty())
                        ? restorable.store()
                        : restorable.rebuild();
        List<FilePath> missing = state.files().stream()
                .filter(file -> !goesOn || file.epoch() >= held.next())
                .map(file -> log.directory().state(state.store(), partition).child(file.name()))
                .toList();
        long restored = apply(missing, store, goesOn ? held : StorePosition.NONE, position(last));
        store.exposeCommitted();
        return restored;
    }

    private static StorePosition position(DirectoryCommit last) {
        return new StorePosition(last.epoch() + 1, last.committedAtMs());
    }

    /** Until the last batch the store stands where it stood: a crash in between begins again. */
    private long apply(List<FilePath> files, CommittableStore store, StorePosition before, StorePosition after)
            throws IOException {
        if (files.isEmpty()) {
            return 0;
        }
        long restored = 0;
        List<ChangelogEntry> batch = new ArrayList<>();
        try (MergedEntries entries = MergedEntries.of(log.directory().tree(), files)) {
            for (ChangelogEntry entry = entries.next(); entry != null; entry = entries.next()) {
                batch.add(entry);
                restored++;
                if (batch.size() == ENTRIES_PER_BATCH) {
                    store.apply(batch, before);
                    batch = new ArrayList<>();
                }
            }
        }
        store.apply(batch, after);
        return restored;
    }
}

package dev.headrace.runtime.directory;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.commit.StoreChanges;
import dev.headrace.runtime.commit.TaskEpoch;
import dev.headrace.state.ChangelogEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes what epochs change in stores, and merges it when it has become too many pieces. */
final class StateFiles {

    private final CheckpointDirectory directory;
    private final String owner;
    private final List<FilePath> uncommitted = new ArrayList<>();

    /**
     * Files of one owner.
     *
     * @param owner stands in their names, so that no other owner writes to the same
     */
    StateFiles(CheckpointDirectory directory, UUID owner) {
        this.directory = directory;
        this.owner = owner.toString();
    }

    /** Writes and syncs the changes of one task; returns the state of its stores with them. Tasks may be written at once. */
    List<StoreState> write(TaskEpoch task, long epoch, DirectoryCommit before) throws IOException {
        List<StoreState> written = new ArrayList<>();
        for (StoreChanges changes : task.changes()) {
            String store = changes.store().name();
            if (changes.changelog().isEmpty()) {
                continue;
            }
            int partition = partition(task.task());
            StoreState state = before.store(store, partition).orElseGet(() -> StoreState.empty(store, partition));
            if (!changes.entries().isEmpty()) {
                state = merged(state.with(delta(state, epoch, changes.entries())), epoch);
                directory.tree().syncDirectory(directory.state(store, partition));
            }
            written.add(state);
        }
        return written;
    }

    private static int partition(TaskKey task) {
        return task.partition();
    }

    /** An entry may name what was written since: it is no longer removed here, whatever becomes of the entry. */
    void entrust() {
        synchronized (uncommitted) {
            uncommitted.clear();
        }
    }

    /** Deletes what was written since the last commit. */
    void rollback() throws IOException {
        List<FilePath> dropped;
        synchronized (uncommitted) {
            dropped = List.copyOf(uncommitted);
            uncommitted.clear();
        }
        for (FilePath path : dropped) {
            directory.tree().delete(path);
        }
    }

    private StateFile delta(StoreState state, long epoch, List<ChangelogEntry> entries) throws IOException {
        String name = epoch + "-" + owner + ".delta";
        long bytes = EntryFile.write(directory.tree(), fresh(state, name), entries);
        return new StateFile(name, epoch, bytes);
    }

    private StoreState merged(StoreState state, long epoch) throws IOException {
        if (!state.isFragmented()) {
            return state;
        }
        String name = epoch + "-" + owner + ".snapshot";
        FileTree tree = directory.tree();
        try (MergedEntries entries = MergedEntries.of(tree, paths(directory, state));
                EntryFile.Writer writer = new EntryFile.Writer(tree.create(fresh(state, name)))) {
            for (ChangelogEntry entry = entries.next(); entry != null; entry = entries.next()) {
                if (entry.value() != null) {
                    writer.add(entry);
                }
            }
            return state.replacedBy(new StateFile(name, epoch, writer.finish()));
        }
    }

    /** The path of a file that is about to be written; what an aborted attempt left there goes. */
    private FilePath fresh(StoreState state, String name) throws IOException {
        FilePath path = directory.state(state.store(), state.partition()).child(name);
        synchronized (uncommitted) {
            uncommitted.add(path);
        }
        directory.tree().delete(path);
        return path;
    }

    /** Where the files of a store lie, the oldest first. */
    static List<FilePath> paths(CheckpointDirectory directory, StoreState state) {
        FilePath of = directory.state(state.store(), state.partition());
        return state.files().stream().map(file -> of.child(file.name())).toList();
    }
}

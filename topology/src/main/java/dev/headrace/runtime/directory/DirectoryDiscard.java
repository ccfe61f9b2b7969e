package dev.headrace.runtime.directory;

import dev.headrace.errors.StreamsException;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.runtime.commit.Discard;
import dev.headrace.runtime.commit.StagedEpoch;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Deletes what the last entry of the log no longer needs: older entries and plans but for some that people may want to look
 * at, and state files that no entry names. Looks only now and then; what it leaves, it finds the next time.
 */
public final class DirectoryDiscard implements Discard {

    private static final int EPOCHS_BETWEEN = 20;
    private static final int ENTRIES_KEPT = 100;

    private final DirectoryLog log;
    private long nextEpoch;

    /** For what {@code log} has committed. */
    public DirectoryDiscard(DirectoryLog log) {
        this.log = log;
        this.nextEpoch = log.last().epoch() + EPOCHS_BETWEEN;
    }

    @Override
    public void after(StagedEpoch epoch) {
        if (log.last().epoch() < nextEpoch) {
            return;
        }
        nextEpoch = log.last().epoch() + EPOCHS_BETWEEN;
        try {
            sweep();
        } catch (IOException e) {
            throw new StreamsException(
                    "Cannot delete what checkpoint " + log.directory().root() + " no longer needs: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Deletes what is obsolete now.
     *
     * @throws IOException if a file cannot be deleted
     */
    public void sweep() throws IOException {
        CheckpointDirectory directory = log.directory();
        DirectoryCommit last = log.last();
        deleteBefore(directory, directory.commits(), last.sequence() - ENTRIES_KEPT);
        deleteBefore(directory, directory.offsets(), last.epoch() - ENTRIES_KEPT);
        Set<FilePath> needed = new HashSet<>();
        last.stores().forEach(store -> needed.addAll(StateFiles.paths(directory, store)));
        for (StoreState store : last.stores()) {
            for (FileEntry file : directory.tree().list(directory.state(store.store(), store.partition()))) {
                if (!file.isDirectory() && !needed.contains(file.path())) {
                    directory.tree().delete(file.path());
                }
            }
        }
    }

    private static void deleteBefore(CheckpointDirectory directory, FilePath of, long first) throws IOException {
        for (long number : directory.numbers(of)) {
            if (number < first) {
                directory.tree().delete(of.child(Long.toString(number)));
            }
        }
    }
}

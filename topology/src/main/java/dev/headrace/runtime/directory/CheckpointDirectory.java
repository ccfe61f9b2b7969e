package dev.headrace.runtime.directory;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What lies where in the checkpoint of a query.
 *
 * <pre>
 * metadata                       identity of the query, format version; written once
 * owner                          locked by the process that runs the query
 * offsets/&lt;epoch&gt;                how far an epoch reads, written before it runs
 * commits/&lt;sequence&gt;             what is committed; the file with the highest number counts
 * state/&lt;store&gt;/&lt;partition&gt;/     deltas and snapshots
 * sources/&lt;source&gt;/              what a source keeps for itself
 * </pre>
 */
record CheckpointDirectory(FileTree tree, FilePath root) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    FilePath metadata() {
        return root.child("metadata");
    }

    FilePath owner() {
        return root.child("owner");
    }

    FilePath commits() {
        return root.child("commits");
    }

    FilePath commit(long sequence) {
        return commits().child(Long.toString(sequence));
    }

    FilePath offsets() {
        return root.child("offsets");
    }

    FilePath offsets(long epoch) {
        return offsets().child(Long.toString(epoch));
    }

    FilePath state() {
        return root.child("state");
    }

    FilePath state(String store, int partition) {
        return state().child(store).child(Integer.toString(partition));
    }

    /** The numbers that are names of files in {@code directory}. */
    List<Long> numbers(FilePath directory) throws IOException {
        return tree.list(directory).stream()
                .map(FileEntry::path)
                .map(FilePath::name)
                .filter(name -> NUMBER.matcher(name).matches())
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    /** The number of the last entry of the log. */
    OptionalLong lastCommit() throws IOException {
        return numbers(commits()).stream().mapToLong(number -> number).max();
    }
}

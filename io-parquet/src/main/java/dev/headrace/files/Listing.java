package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files under some paths, in the order in which they are read: by the time of their last change, then by name. Names that
 * begin with {@code _} or {@code .} are hidden, and what is in such directories.
 *
 * @param roots files, directories, or patterns of either ({@code *}, {@code ?}, {@code [..]}, {@code {..}})
 * @param recursive whether directories in directories are looked into that name no partition
 * @param names the pattern that the names of files match; null for any
 */
record Listing(
        FileTree tree,
        List<FilePath> roots,
        boolean recursive,
        @Nullable String names) {

    static final Comparator<FileEntry> ORDER =
            Comparator.comparingLong(FileEntry::modifiedMs).thenComparing(FileEntry::path);

    private static final String PATTERN_CHARACTERS = "*?[{";

    Listing {
        roots = List.copyOf(roots);
    }

    /** The files that are there now. */
    List<FileEntry> files() throws IOException {
        List<FileEntry> found = new ArrayList<>();
        for (FilePath root : roots) {
            for (FileEntry top : matches(root)) {
                collect(top, found);
            }
        }
        found.sort(ORDER);
        return found;
    }

    /** What is at {@code path}; nothing if there is nothing. */
    private List<FileEntry> matches(FilePath path) throws IOException {
        if (!isPattern(path)) {
            return tree.entry(path).map(List::of).orElse(List.of());
        }
        FilePath parent = path.parent();
        if (parent == null) {
            return List.of();
        }
        PathMatcher matcher = matcher(path.name());
        List<FileEntry> matching = new ArrayList<>();
        for (FileEntry directory : matches(parent)) {
            for (FileEntry child : tree.list(directory.path())) {
                if (matcher.matches(Path.of(child.path().name()))) {
                    matching.add(child);
                }
            }
        }
        return matching;
    }

    private void collect(FileEntry entry, List<FileEntry> found) throws IOException {
        if (!entry.isDirectory()) {
            if (names == null || matcher(names).matches(Path.of(entry.path().name()))) {
                found.add(entry);
            }
            return;
        }
        for (FileEntry child : tree.list(entry.path())) {
            if (isHidden(child.path().name())) {
                continue;
            }
            if (!child.isDirectory() || recursive || child.path().name().contains("=")) {
                collect(child, found);
            }
        }
    }

    static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    private static boolean isPattern(FilePath path) {
        return path.location().chars().anyMatch(character -> PATTERN_CHARACTERS.indexOf(character) >= 0);
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}

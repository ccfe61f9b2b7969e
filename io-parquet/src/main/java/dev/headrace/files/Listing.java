package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.FileTrees;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files under some paths, in the order in which they are read: by the time of their last change, then by name. Names that
 * begin with {@code _} or {@code .} are hidden, and what is in such directories, unless a path leads there by name.
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

    /** The same paths, reached by {@code files}. */
    Listing in(FileTrees files) {
        return new Listing(files.of(roots.get(0)), roots, recursive, names);
    }

    /** The files that are there now, each once however many of the paths lead to it. */
    List<FileEntry> files() throws IOException {
        Map<FilePath, FileEntry> found = new HashMap<>();
        Predicate<String> wanted = names == null ? any -> true : matching(names);
        for (FilePath root : roots) {
            for (FileEntry top : matches(root)) {
                collect(top, wanted, found);
            }
        }
        return found.values().stream().sorted(ORDER).toList();
    }

    /** Whether files in {@code directory} could be among those that are read. */
    boolean reaches(FilePath directory) {
        return roots.stream().anyMatch(root -> reaches(root, directory));
    }

    /** The shorter of the two has to be where the longer one goes. */
    private static boolean reaches(FilePath root, FilePath directory) {
        String[] pattern = root.location().split("/");
        String[] names = directory.location().split("/");
        for (int depth = 0; depth < Math.min(pattern.length, names.length); depth++) {
            if (!matching(pattern[depth]).test(names[depth])) {
                return false;
            }
        }
        return true;
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
        Predicate<String> wanted = matching(path.name());
        List<FileEntry> matches = new ArrayList<>();
        for (FileEntry directory : matches(parent)) {
            for (FileEntry child : tree.list(directory.path())) {
                if (wanted.test(child.path().name())) {
                    matches.add(child);
                }
            }
        }
        return matches;
    }

    private void collect(FileEntry entry, Predicate<String> wanted, Map<FilePath, FileEntry> found) throws IOException {
        if (!entry.isDirectory()) {
            if (wanted.test(entry.path().name())) {
                found.put(entry.path(), entry);
            }
            return;
        }
        for (FileEntry child : tree.list(entry.path())) {
            if (isHidden(child.path().name())) {
                continue;
            }
            if (!child.isDirectory() || recursive || child.path().name().contains("=")) {
                collect(child, wanted, found);
            }
        }
    }

    /** A directory {@code _day=1} is not: it holds the rows of a column {@code _day}. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || (name.startsWith("_") && !name.contains("="));
    }

    private static boolean isPattern(FilePath path) {
        return path.location().chars().anyMatch(character -> PATTERN_CHARACTERS.indexOf(character) >= 0);
    }

    /** As in a shell, hidden names are matched only by a pattern that begins like them. */
    private static Predicate<String> matching(String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        return name -> (!isHidden(name) || glob.charAt(0) == name.charAt(0)) && matcher.matches(Path.of(name));
    }
}

package dev.headrace.testkit.simulation;

import dev.headrace.port.FilePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Which name leads to which file, and which changes of names would survive the loss of power. */
final class FileNames {

    private final NavigableMap<FilePath, FileContent> current = new TreeMap<>();
    private final Map<FilePath, FileContent> synced = new HashMap<>();
    private final List<Change> unsynced = new ArrayList<>();

    /** What one operation did to names, in one act; null where a name was taken away. */
    private record Change(Map<FilePath, @Nullable FileContent> names) {

        boolean touches(FilePath directory) {
            return names.keySet().stream().anyMatch(name -> directory.equals(name.parent()));
        }

        boolean touchesAny(Set<FilePath> some) {
            return names.keySet().stream().anyMatch(some::contains);
        }

        void applyTo(Map<FilePath, FileContent> files) {
            names.forEach((name, content) -> {
                if (content == null) {
                    files.remove(name);
                } else {
                    files.put(name, content);
                }
            });
        }
    }

    @Nullable
    FileContent get(FilePath name) {
        return current.get(name);
    }

    /** All names with their files, in order. */
    NavigableMap<FilePath, FileContent> all() {
        return current;
    }

    void put(FilePath name, FileContent content) {
        Map<FilePath, @Nullable FileContent> names = new LinkedHashMap<>();
        names.put(name, content);
        change(names);
    }

    void remove(FilePath name) {
        Map<FilePath, @Nullable FileContent> names = new LinkedHashMap<>();
        names.put(name, null);
        change(names);
    }

    void rename(FilePath from, FilePath to, FileContent content) {
        Map<FilePath, @Nullable FileContent> names = new LinkedHashMap<>();
        names.put(from, null);
        names.put(to, content);
        change(names);
    }

    /** Changes in {@code directory} survive from now on, and every earlier one of a name that they touch. */
    void sync(FilePath directory) {
        Set<FilePath> needed = new HashSet<>();
        Deque<Change> kept = new ArrayDeque<>();
        for (ListIterator<Change> each = unsynced.listIterator(unsynced.size()); each.hasPrevious(); ) {
            Change change = each.previous();
            if (change.touches(directory) || change.touchesAny(needed)) {
                needed.addAll(change.names().keySet());
                kept.addFirst(change);
                each.remove();
            }
        }
        kept.forEach(change -> change.applyTo(synced));
    }

    /**
     * Power is lost: of the changes that were not synced, each survives or not, but none without the earlier ones of the same
     * name.
     */
    void lose(RandomGenerator random) {
        Set<FilePath> lost = new HashSet<>();
        for (Change change : unsynced) {
            if (random.nextBoolean() || change.touchesAny(lost)) {
                lost.addAll(change.names().keySet());
            } else {
                change.applyTo(synced);
            }
        }
        unsynced.clear();
        current.clear();
        current.putAll(synced);
    }

    private void change(Map<FilePath, @Nullable FileContent> names) {
        Change change = new Change(names);
        change.applyTo(current);
        unsynced.add(change);
    }
}

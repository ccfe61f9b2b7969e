package dev.headrace.port;

/** Finds the file tree that a path leads into. */
@FunctionalInterface
public interface FileTrees {

    /**
     * The tree of {@code path}, by its scheme.
     *
     * @throws IllegalArgumentException if there is none for that scheme
     */
    FileTree of(FilePath path);
}

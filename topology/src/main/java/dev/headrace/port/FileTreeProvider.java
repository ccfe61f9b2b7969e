package dev.headrace.port;

/** Brings file trees for some schemes; found by {@link java.util.ServiceLoader}, or given to a session. */
public interface FileTreeProvider {

    /** Whether it can {@link #open} paths of this scheme, which is in lower case. */
    boolean knows(String scheme);

    /** What to add so that it knows {@code scheme}: a sentence for the user who asked for it. */
    String advice(String scheme);

    /**
     * The tree that {@code path} leads into.
     *
     * @param ids for names that no other writer uses
     * @throws IllegalArgumentException if the path cannot be used
     */
    FileTree open(FilePath path, Ids ids);
}

package dev.headrace.port;

import java.util.Set;

/** Brings file trees for some schemes; found by {@link java.util.ServiceLoader}. */
public interface FileTreeProvider {

    /** The schemes, in lower case, that {@link #open} is asked for. */
    Set<String> schemes();

    /**
     * The tree that {@code path} leads into.
     *
     * @param ids for names that no other writer uses
     */
    FileTree open(FilePath path, Ids ids);
}

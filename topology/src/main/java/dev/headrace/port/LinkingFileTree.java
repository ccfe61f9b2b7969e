package dev.headrace.port;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.UUID;

/**
 * A file tree that can give a file a second name. A link is refused when the name is taken, which is what {@link #move} and
 * {@link #putIfAbsent} are made of.
 */
public interface LinkingFileTree extends FileTree {

    /**
     * Gives the file {@code existing} a second name.
     *
     * @throws FileAlreadyExistsException if something is at {@code alias}
     * @throws java.nio.file.NoSuchFileException if there is no file {@code existing}
     */
    void link(FilePath existing, FilePath alias) throws IOException;

    /** A name that no other writer of this tree uses. */
    UUID uniqueName();

    @Override
    default void move(FilePath from, FilePath to) throws IOException {
        link(from, to);
        syncDirectoryOf(to);
        delete(from);
    }

    /** Syncs a temporary file under a name of its own, links it, syncs the directory, and deletes the first name. */
    @Override
    default boolean putIfAbsent(FilePath path, byte[] content) throws IOException {
        FilePath temporary = new FilePath(path + TEMPORARY_INFIX + uniqueName());
        try (FileOutput output = create(temporary)) {
            output.write(content);
            output.sync();
        }
        boolean created = linked(temporary, path);
        syncDirectoryOf(path);
        delete(temporary);
        return created;
    }

    /** Stands in the names of files that {@link #putIfAbsent} was about to create, before the part that makes them unique. */
    String TEMPORARY_INFIX = ".tmp-";

    private boolean linked(FilePath temporary, FilePath path) throws IOException {
        try {
            link(temporary, path);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }
}

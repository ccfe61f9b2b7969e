package dev.headrace.port;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Directories and files: of this machine, of a shared file system, of an object store, of a simulation. Directories come into
 * being with the first file in them, and need not be made.
 *
 * <p>Nothing survives the loss of power by itself: bytes do after {@link FileOutput#sync}, names (created, linked, renamed,
 * deleted) after {@link #syncDirectory}. Of names that were not synced, any may be lost, each for itself. A file that is not
 * there is reported by {@link java.nio.file.NoSuchFileException}, one that is in the way by {@link
 * java.nio.file.FileAlreadyExistsException}. Safe for use by several threads.
 */
public interface FileTree {

    /**
     * Creates a file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something of this name is there
     */
    FileOutput create(FilePath path) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    FileInput open(FilePath path) throws IOException;

    /**
     * All bytes of a file.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    default byte[] read(FilePath path) throws IOException {
        try (FileInput input = open(path)) {
            return input.readAllBytes();
        }
    }

    /** What a directory holds, ordered by name; nothing if there is no such directory. Not what its directories hold. */
    List<FileEntry> list(FilePath directory) throws IOException;

    /** What is at {@code path}, if anything. */
    Optional<FileEntry> entry(FilePath path) throws IOException;

    /**
     * Gives a file a new name in one atomic act; a file that has that name already is gone with it.
     *
     * @throws java.nio.file.NoSuchFileException if there is no file {@code from}
     */
    void replace(FilePath from, FilePath to) throws IOException;

    /**
     * Gives a file a new name and never replaces another file; the new name survives a loss of power before the old one is
     * given up. Who dies in it may leave both names for the same file: repeat it, and if {@code to} is there with the same
     * content, {@link #syncDirectoryOf sync its directory} and delete {@code from}.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something is at {@code to}
     * @throws java.nio.file.NoSuchFileException if there is no file {@code from}
     */
    void move(FilePath from, FilePath to) throws IOException;

    /** Deletes a file or an empty directory; returns whether there was one. */
    boolean delete(FilePath path) throws IOException;

    /** Makes the names in {@code directory} survive the loss of power, and the directory with them. */
    void syncDirectory(FilePath directory) throws IOException;

    /** Makes the name of {@code path} survive the loss of power. */
    default void syncDirectoryOf(FilePath path) throws IOException {
        FilePath directory = path.parent();
        if (directory != null) {
            syncDirectory(directory);
        }
    }

    /**
     * Creates a file with this content in one atomic act that survives the loss of power, unless there is one: then it is
     * left as it is. Of several callers one succeeds. After an exception the file may be there or not: {@link #read} tells.
     *
     * @return whether this call created it
     */
    boolean putIfAbsent(FilePath path, byte[] content) throws IOException;

    /**
     * Takes a lock that ends with this process or when it is closed.
     *
     * @return empty if another living process, or another caller in this one, holds it. A tree that cannot lock always grants
     */
    Optional<Closeable> tryLock(FilePath path) throws IOException;
}

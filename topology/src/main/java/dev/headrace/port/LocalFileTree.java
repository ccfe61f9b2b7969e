package dev.headrace.port;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of this machine, for plain paths and those of the scheme {@code file}. */
public final class LocalFileTree implements LinkingFileTree {

    private final Ids ids;

    /**
     * The files of this machine.
     *
     * @param ids for names that no other writer uses
     */
    public LocalFileTree(Ids ids) {
        this.ids = ids;
    }

    @Override
    public FileOutput create(FilePath path) throws IOException {
        Path local = inMadeDirectory(path);
        return new LocalFileOutput(FileChannel.open(local, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public FileInput open(FilePath path) throws IOException {
        return new LocalFileInput(FileChannel.open(local(path), StandardOpenOption.READ));
    }

    @Override
    public byte[] read(FilePath path) throws IOException {
        return Files.readAllBytes(local(path));
    }

    @Override
    public List<FileEntry> list(FilePath directory) throws IOException {
        List<FileEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(local(directory))) {
            for (Path child : children) {
                entry(directory.child(child.getFileName().toString())).ifPresent(entries::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        entries.sort(Comparator.comparing(FileEntry::path));
        return entries;
    }

    @Override
    public Optional<FileEntry> entry(FilePath path) throws IOException {
        try {
            BasicFileAttributes read = Files.readAttributes(local(path), BasicFileAttributes.class);
            return Optional.of(new FileEntry(
                    path,
                    read.isDirectory() ? 0 : read.size(),
                    read.lastModifiedTime().toMillis(),
                    read.isDirectory()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void replace(FilePath from, FilePath to) throws IOException {
        Files.move(local(from), inMadeDirectory(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(FilePath existing, FilePath alias) throws IOException {
        Files.createLink(inMadeDirectory(alias), local(existing));
    }

    @Override
    public boolean delete(FilePath path) throws IOException {
        return Files.deleteIfExists(local(path));
    }

    @Override
    public void syncDirectory(FilePath directory) throws IOException {
        sync(local(directory));
    }

    /** Locks a file of this name, which is made if there is none and stays. */
    @Override
    public Optional<Closeable> tryLock(FilePath path) throws IOException {
        FileChannel channel =
                FileChannel.open(inMadeDirectory(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(channel);
    }

    @Override
    public UUID uniqueName() {
        return ids.next();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Path local(FilePath path) {
        return path.scheme().isEmpty() ? Path.of(path.location()) : Path.of(URI.create(path.location()));
    }

    private static Path inMadeDirectory(FilePath path) throws IOException {
        Path local = local(path);
        Path parent = local.toAbsolutePath().getParent();
        if (parent != null) {
            make(parent);
        }
        return local;
    }

    /** Makes a directory that is not there yet, and lets its name survive the loss of power. */
    private static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            return;
        }
        make(parent);
        Files.createDirectories(directory);
        sync(parent);
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

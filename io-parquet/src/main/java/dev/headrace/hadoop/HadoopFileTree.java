package dev.headrace.hadoop;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileInput;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** One of Hadoop's file systems. */
final class HadoopFileTree implements FileTree {

    private final FileContext files;
    private final URI root;
    private final Writes writes;

    HadoopFileTree(FileContext files, URI root, Writes writes) {
        this.files = files;
        this.root = root;
        this.writes = writes;
    }

    @Override
    public FileOutput create(FilePath path) throws IOException {
        return HadoopCall.on(path, () -> writes.create(path(path)));
    }

    @Override
    public FileInput open(FilePath path) throws IOException {
        return HadoopCall.on(path, () -> {
            long length = files.getFileStatus(path(path)).getLen();
            return new HadoopFileInput(files.open(path(path)), length);
        });
    }

    @Override
    public List<FileEntry> list(FilePath directory) throws IOException {
        Path path = path(directory);
        List<FileEntry> entries = new ArrayList<>();
        try {
            RemoteIterator<FileStatus> found = files.listStatus(path);
            while (found.hasNext()) {
                FileStatus status = found.next();
                if (isItself(path, status)) {
                    return List.of();
                }
                entries.add(entry(directory.child(status.getPath().getName()), status));
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        entries.sort(Comparator.comparing(FileEntry::path));
        return entries;
    }

    /** Hadoop lists a file as if it were a directory that holds it. */
    private static boolean isItself(Path path, FileStatus status) {
        return status.isFile()
                && status.getPath().toUri().getPath().equals(path.toUri().getPath());
    }

    @Override
    public Optional<FileEntry> entry(FilePath path) throws IOException {
        try {
            return Optional.of(entry(path, files.getFileStatus(path(path))));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static FileEntry entry(FilePath path, FileStatus status) {
        return new FileEntry(
                path, status.isDirectory() ? 0 : status.getLen(), status.getModificationTime(), status.isDirectory());
    }

    @Override
    public void replace(FilePath from, FilePath to) throws IOException {
        HadoopCall.on(from, to, () -> {
            writes.replace(path(from), path(to));
            return true;
        });
    }

    @Override
    public void move(FilePath from, FilePath to) throws IOException {
        HadoopCall.on(from, to, () -> {
            writes.move(path(from), path(to));
            return true;
        });
    }

    @Override
    public boolean delete(FilePath path) throws IOException {
        try {
            return files.delete(path(path), false);
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** Nothing is left to do: the name node has written a name to its journal, and a store an object, before it answers. */
    @Override
    public void syncDirectory(FilePath directory) {}

    @Override
    public boolean putIfAbsent(FilePath path, byte[] content) throws IOException {
        return HadoopCall.on(path, () -> writes.putIfAbsent(path(path), content));
    }

    /** Hadoop has no locks: another process always gets one too. */
    @Override
    public Optional<Closeable> tryLock(FilePath path) {
        return ProcessLocks.tryLock(path(path));
    }

    private Path path(FilePath path) {
        return new Path(path.location()).makeQualified(root, null);
    }
}

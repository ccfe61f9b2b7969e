package dev.headrace.testkit.simulation;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileInput;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.LinkingFileTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Simulated files as one process uses them: where operations are counted and go wrong. */
final class SimulatedFileTree implements LinkingFileTree {

    private final SimulatedFiles files;
    private final SimulatedProcess process;

    SimulatedFileTree(SimulatedFiles files, SimulatedProcess process) {
        this.files = files;
        this.process = process;
    }

    /** What an operation does. */
    @FunctionalInterface
    interface Effect<T> {
        T happen() throws IOException;
    }

    @Override
    public FileOutput create(FilePath path) throws IOException {
        return call(FileSite.CREATE, path, () -> {
            requireAbsent(path);
            FileContent content = new FileContent(nowMs());
            names().put(path, content);
            return new SimulatedFileOutput(this, path, content);
        });
    }

    @Override
    public FileInput open(FilePath path) throws IOException {
        return call(
                FileSite.READ, path, () -> new SimulatedFileInput(existing(path).bytes()));
    }

    @Override
    public List<FileEntry> list(FilePath directory) throws IOException {
        return call(FileSite.LIST, directory, () -> {
            Map<FilePath, FileEntry> found = new TreeMap<>();
            names().all().forEach((path, content) -> {
                FilePath child = childOn(directory, path);
                if (child != null) {
                    found.merge(
                            child,
                            child.equals(path) ? entry(path, content) : directory(child, content),
                            (one, other) -> one.modifiedMs() >= other.modifiedMs() ? one : other);
                }
            });
            return new ArrayList<>(found.values());
        });
    }

    @Override
    public Optional<FileEntry> entry(FilePath path) throws IOException {
        return call(FileSite.READ, path, () -> {
            FileContent content = names().get(path);
            if (content != null) {
                return Optional.of(entry(path, content));
            }
            return names().all().entrySet().stream()
                    .filter(each -> each.getKey().isBelow(path))
                    .map(each -> directory(path, each.getValue()))
                    .findFirst();
        });
    }

    @Override
    public void replace(FilePath from, FilePath to) throws IOException {
        call(FileSite.REPLACE, to, () -> {
            names().rename(from, to, existing(from));
            return true;
        });
    }

    @Override
    public void link(FilePath existing, FilePath alias) throws IOException {
        call(FileSite.LINK, alias, () -> {
            FileContent content = existing(existing);
            requireAbsent(alias);
            names().put(alias, content);
            return true;
        });
    }

    @Override
    public boolean delete(FilePath path) throws IOException {
        return call(FileSite.DELETE, path, () -> {
            if (names().get(path) == null) {
                if (isDirectory(path)) {
                    throw new DirectoryNotEmptyException(path.location());
                }
                return false;
            }
            names().remove(path);
            return true;
        });
    }

    @Override
    public void syncDirectory(FilePath directory) throws IOException {
        call(FileSite.SYNC_DIRECTORY, directory, () -> {
            names().sync(directory);
            return true;
        });
    }

    @Override
    public Optional<Closeable> tryLock(FilePath path) throws IOException {
        return call(
                FileSite.LOCK,
                path,
                () -> files.lock(path, process) ? Optional.of(() -> files.unlock(path, process)) : Optional.empty());
    }

    @Override
    public UUID uniqueName() {
        return new UUID(0, files.nextName());
    }

    void append(FilePath path, FileContent content, byte[] bytes) throws IOException {
        FileOutcome outcome = enter(FileSite.APPEND, path);
        boolean torn = outcome == FileOutcome.CRASH_TORN;
        content.append(bytes, torn ? bytes.length / 2 : bytes.length, nowMs());
        if (torn) {
            throw die(FileSite.APPEND, path, outcome);
        }
        leave(FileSite.APPEND, path, outcome);
    }

    void sync(FilePath path, FileContent content) throws IOException {
        call(FileSite.SYNC, path, () -> {
            content.sync();
            return true;
        });
    }

    private <T> T call(FileSite site, FilePath path, Effect<T> effect) throws IOException {
        FileOutcome outcome = enter(site, path);
        T result = effect.happen();
        leave(site, path, outcome);
        return result;
    }

    private FileOutcome enter(FileSite site, FilePath path) throws IOException {
        process.requireRunning();
        FileOutcome outcome = files.decide(site, path, process);
        if (outcome == FileOutcome.CRASH_BEFORE) {
            throw die(site, path, outcome);
        }
        if (outcome == FileOutcome.ERROR_WITHOUT_EFFECT) {
            throw error(site, path);
        }
        return outcome;
    }

    private void leave(FileSite site, FilePath path, FileOutcome outcome) throws IOException {
        if (outcome == FileOutcome.CRASH_AFTER) {
            throw die(site, path, outcome);
        }
        if (outcome == FileOutcome.ERROR_WITH_EFFECT) {
            throw error(site, path);
        }
    }

    private SimulatedCrash die(FileSite site, FilePath path, FileOutcome outcome) {
        return process.die(outcome + " at " + site + " of " + path);
    }

    private static IOException error(FileSite site, FilePath path) {
        return new IOException("Input/output error at " + site + " of " + path);
    }

    private FileNames names() {
        return files.names();
    }

    private long nowMs() {
        return process.nowMs();
    }

    private FileContent existing(FilePath path) throws NoSuchFileException {
        FileContent content = names().get(path);
        if (content == null) {
            throw new NoSuchFileException(path.location());
        }
        return content;
    }

    private void requireAbsent(FilePath path) throws FileAlreadyExistsException {
        if (names().get(path) != null || isDirectory(path)) {
            throw new FileAlreadyExistsException(path.location());
        }
    }

    private boolean isDirectory(FilePath path) {
        return names().all().keySet().stream().anyMatch(each -> each.isBelow(path));
    }

    /** The child of {@code directory} on the way to {@code path}, null if {@code path} is not below it. */
    private static @Nullable FilePath childOn(FilePath directory, FilePath path) {
        if (!path.isBelow(directory)) {
            return null;
        }
        String below = path.location().substring(directory.child("x").location().length() - 1);
        int slash = below.indexOf('/');
        return directory.child(slash < 0 ? below : below.substring(0, slash));
    }

    private static FileEntry entry(FilePath path, FileContent content) {
        return new FileEntry(path, content.bytes().length, content.modifiedMs(), false);
    }

    private static FileEntry directory(FilePath path, FileContent newest) {
        return new FileEntry(path, 0, newest.modifiedMs(), true);
    }
}

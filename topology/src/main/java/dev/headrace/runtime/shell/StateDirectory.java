package dev.headrace.runtime.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.errors.LockException;
import dev.headrace.errors.StreamsException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one application's local state. It is locked while a query runs over it, and holds the identity of the
 * process, so that a restarted process fences what it left behind itself.
 */
final class StateDirectory implements AutoCloseable {

    private static final int ID_LENGTH = 36;

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;
    private final UUID processId;

    private StateDirectory(Path directory, FileChannel channel, FileLock lock, UUID processId) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
        this.processId = processId;
    }

    /**
     * Opens and locks the directory of {@code applicationId} under {@code root}; makes it if there is none.
     *
     * @throws LockException if another query holds it
     */
    static StateDirectory open(Path root, String applicationId) {
        Path directory = root.resolve(applicationId);
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve(".process"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw new LockException("Cannot use state directory " + directory
                        + ": another running query of this application holds it. Give each its own state.dir");
            }
            return new StateDirectory(directory, channel, lock, processId(channel));
        } catch (IOException e) {
            throw new StreamsException("Cannot open state directory " + directory, e);
        }
    }

    /** Where the stores are. */
    File file() {
        return directory.toFile();
    }

    /** The identity of the process, which lives with the directory. */
    UUID processId() {
        return processId;
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new StreamsException("Cannot release state directory " + directory, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static UUID processId(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(ID_LENGTH);
        if (channel.read(bytes, 0) == ID_LENGTH) {
            return UUID.fromString(new String(bytes.array(), UTF_8));
        }
        UUID fresh = UUID.randomUUID();
        channel.write(ByteBuffer.wrap(fresh.toString().getBytes(UTF_8)), 0);
        channel.force(true);
        return fresh;
    }
}

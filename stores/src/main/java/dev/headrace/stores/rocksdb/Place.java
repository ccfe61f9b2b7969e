package dev.headrace.stores.rocksdb;

import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.errors.ProcessorStateException;
import dev.headrace.errors.StoreDamagedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Which store lies where: enough to say what went wrong with it. */
record Place(String store, File directory) {

    private static final String TO_DO =
            " None of it is used: delete the directory and restore the store from its changelog.";

    private static final String MARK = "DAMAGED";

    /** Whether a store was created here before, whole or not. */
    boolean hasFiles() {
        String[] names = directory.list((parent, name) -> name.startsWith("MANIFEST-") || name.endsWith(".sst"));
        return isComplete() || (names != null && names.length > 0);
    }

    /** Whether the file is there that names the others. */
    boolean isComplete() {
        return new File(directory, "CURRENT").exists();
    }

    /** Whether damage was found here, by whoever had the store open before. */
    boolean isMarked() {
        return new File(directory, MARK).exists();
    }

    void createDirectory() {
        try {
            Files.createDirectories(directory.toPath());
        } catch (IOException e) {
            throw new ProcessorStateException(
                    "Cannot open store '" + store + "': its directory " + directory + " cannot be created", e);
        }
    }

    /** Damage that we find ourselves. */
    StoreDamagedException damaged(String what) {
        return new StoreDamagedException(
                "Cannot open store '" + store + "': " + what + " in " + directory + "." + TO_DO, directory);
    }

    /** What {@code cause} means, while trying to {@code act} on the store; damage is marked, since opening may not find it. */
    ProcessorStateException failure(String act, RocksDBException cause) {
        String message = "Cannot " + act + " store '" + store + "' in " + directory + ": " + cause.getMessage() + ".";
        if (!isDamage(cause)) {
            return new ProcessorStateException(message, cause);
        }
        StoreDamagedException damage = new StoreDamagedException(message + TO_DO, directory, cause);
        try {
            Files.write(directory.toPath().resolve(MARK), new byte[0]);
        } catch (IOException e) {
            damage.addSuppressed(e);
        }
        return damage;
    }

    /** What {@code cause} means while opening: files that do not fit together are damage too. */
    ProcessorStateException failureToOpen(RocksDBException cause) {
        Status status = cause.getStatus();
        boolean misfit = status != null
                && (status.getCode() == Status.Code.InvalidArgument || status.getCode() == Status.Code.NotFound);
        return misfit
                ? new StoreDamagedException(
                        "Cannot open store '" + store + "' in " + directory + ": " + cause.getMessage() + "." + TO_DO,
                        directory,
                        cause)
                : failure("open", cause);
    }

    InvalidStateStoreException closed() {
        return new InvalidStateStoreException("Cannot read store '" + store + "': it was closed on this instance."
                + " Ask for it again: its task may have moved.");
    }

    private static boolean isDamage(RocksDBException cause) {
        Status status = cause.getStatus();
        String message = cause.getMessage();
        return (status != null && status.getCode() == Status.Code.Corruption)
                || (message != null && message.contains("No such file"));
    }
}

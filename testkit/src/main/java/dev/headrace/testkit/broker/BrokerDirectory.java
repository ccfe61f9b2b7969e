package dev.headrace.testkit.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The temporary data directory of one broker, formatted for KRaft and deleted when closed. */
public final class BrokerDirectory implements AutoCloseable {

    private static final short TRANSACTIONS_WITH_EPOCH_PER_TRANSACTION = 2;

    private final Path path;

    private BrokerDirectory(Path path) {
        this.path = path;
    }

    /**
     * Creates and formats a directory under the system's temporary directory.
     *
     * @throws IllegalStateException if the directory cannot be formatted
     */
    public static BrokerDirectory formatted() {
        Path path;
        try {
            path = Files.createTempDirectory("headrace-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a data directory for the broker", e);
        }
        BrokerDirectory directory = new BrokerDirectory(path);
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setDirectories(List.of(path.toString()))
                    .setMetadataLogDirectory(path.toString())
                    .setFeatureLevel("transaction.version", TRANSACTIONS_WITH_EPOCH_PER_TRANSACTION)
                    .run();
        } catch (Exception e) {
            directory.close();
            throw new IllegalStateException("Cannot format the broker's data directory " + path, e);
        }
        return directory;
    }

    /** The absolute path of the directory. */
    public Path path() {
        return path;
    }

    /** Deletes the directory with everything in it. */
    @Override
    public void close() {
        try (Stream<Path> entries = Files.walk(path)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (NoSuchFileException e) {
            // Gone already: closing twice is allowed.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the broker's data directory " + path, e);
        }
    }
}

package dev.headrace.examples.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** The topics and the directory of one run; both are deleted when it is closed, unless they are to be kept. */
final class Workplace implements AutoCloseable {

    private static final int EVENT_PARTITIONS = 4;
    private static final int PURCHASE_PARTITIONS = 2;

    private final String bootstrapServers;
    private final String applicationId =
            "purchase-traffic-" + UUID.randomUUID().toString().substring(0, 8);
    private final Path directory;
    private boolean isKept;

    private Workplace(String bootstrapServers, Path directory) {
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
    }

    /** Makes a directory and two topics. */
    static Workplace create(String bootstrapServers) throws IOException {
        Workplace workplace = new Workplace(bootstrapServers, Files.createTempDirectory("headrace-demo-"));
        try (Admin admin = workplace.admin()) {
            await(admin.createTopics(List.of(
                            topic(workplace.eventTopic(), EVENT_PARTITIONS),
                            topic(workplace.purchaseTopic(), PURCHASE_PARTITIONS)))
                    .all());
        }
        return workplace;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Names the job: its consumer group and its internal topics begin with it. */
    String applicationId() {
        return applicationId;
    }

    String eventTopic() {
        return applicationId + "-events";
    }

    String purchaseTopic() {
        return applicationId + "-purchases";
    }

    Path stateDirectory() {
        return directory.resolve("state");
    }

    Path workerLog() {
        return directory.resolve("worker.log");
    }

    /** Leaves everything in place, to be looked at. */
    void keep() {
        isKept = true;
    }

    @Override
    public void close() {
        if (isKept) {
            return;
        }
        try (Admin admin = admin();
                Stream<Path> files = Files.walk(directory)) {
            List<String> topics = await(admin.listTopics().names()).stream()
                    .filter(name -> name.startsWith(applicationId))
                    .toList();
            await(admin.deleteTopics(topics).all());
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory, e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Cannot set up topics: interrupted", e);
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot set up topics: " + e.getCause(), e.getCause());
        }
    }
}

package dev.headrace.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** The topics of a comparison. */
final class Topics implements AutoCloseable {

    private final Admin admin;

    Topics(String bootstrapServers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    void create(String name, int partitions) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
        await(admin.createTopics(List.of(topic)).all(), "create topic " + name);
    }

    void deleteWithPrefix(String prefix) {
        List<String> names = await(admin.listTopics().names(), "list topics").stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        await(admin.deleteTopics(names).all(), "delete topics " + names);
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T await(KafkaFuture<T> future, String action) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Cannot " + action + ": interrupted", e);
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot " + action + ": " + e.getCause(), e.getCause());
        }
    }
}

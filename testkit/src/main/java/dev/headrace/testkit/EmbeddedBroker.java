package dev.headrace.testkit;

import dev.headrace.testkit.broker.BrokerDirectory;
import dev.headrace.testkit.broker.BrokerPorts;
import dev.headrace.testkit.broker.BrokerSettings;
import dev.headrace.testkit.broker.ReadyTopics;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker inside this JVM: one KRaft node, broker and controller in one, with transactions of version 2.
 *
 * <p>The first start in a JVM takes about two seconds, later ones a quarter of that. Start one per test JVM and give each
 * test its own topics, groups and transactional ids. Needs {@code org.apache.kafka:kafka_2.13} on the class path.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int START_ATTEMPTS = 3;

    private final BrokerDirectory directory;
    private final BrokerPorts ports;
    private final KafkaRaftServer server;
    private final Admin admin;
    private boolean closed;

    private EmbeddedBroker(BrokerDirectory directory, BrokerPorts ports, KafkaRaftServer server) {
        this.directory = directory;
        this.ports = ports;
        this.server = server;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ports.bootstrapServers()));
    }

    /** Starts a broker with settings that are small and fast; topics are not created by mere use. */
    public static EmbeddedBroker start() {
        return start(Map.of());
    }

    /**
     * Starts a broker with some of its settings changed.
     *
     * @param overrides broker settings by Kafka's names; listeners and directories stay as they are
     */
    public static EmbeddedBroker start(Map<String, ?> overrides) {
        for (int attempt = 1; ; attempt++) {
            BrokerDirectory directory = BrokerDirectory.formatted();
            BrokerPorts ports = BrokerPorts.free();
            KafkaRaftServer server = new KafkaRaftServer(
                    new KafkaConfig(BrokerSettings.of(ports, directory.path(), overrides)), Time.SYSTEM);
            try {
                server.startup();
                return new EmbeddedBroker(directory, ports, server);
            } catch (RuntimeException e) {
                stop(server, directory);
                if (attempt == START_ATTEMPTS || !isPortTaken(e)) {
                    throw new IllegalStateException("Cannot start a broker on " + ports.bootstrapServers(), e);
                }
            }
        }
    }

    /** Where clients connect, as {@code host:port}. */
    public String bootstrapServers() {
        return ports.bootstrapServers();
    }

    /** Creates a topic with the broker's default configuration and waits until it can be used. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /**
     * Creates a topic and waits until it can be used.
     *
     * @param config topic settings by Kafka's names
     */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
        try {
            ReadyTopics.create(admin, List.of(topic));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Cannot create topic " + name + ": interrupted", e);
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot create topic " + name + ": " + e.getCause(), e.getCause());
        }
    }

    /** Stops the broker and deletes its data; a second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        admin.close();
        stop(server, directory);
    }

    private static void stop(KafkaRaftServer server, BrokerDirectory directory) {
        try (directory) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static boolean isPortTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}

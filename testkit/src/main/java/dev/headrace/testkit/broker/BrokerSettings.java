package dev.headrace.testkit.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a single combined broker and controller that is small and starts fast. */
public final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    /** All settings for one node; {@code overrides} win over the defaults, not over ports and directory. */
    public static Map<String, String> of(BrokerPorts ports, Path dataDirectory, Map<String, ?> overrides) {
        Map<String, String> settings = new HashMap<>(small());
        overrides.forEach((name, value) -> settings.put(name, String.valueOf(value)));
        settings.putAll(identity(ports, dataDirectory));
        return settings;
    }

    private static Map<String, String> small() {
        Map<String, String> settings = new HashMap<>();
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "100");
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("log.recovery.threads.per.data.dir", "1");
        return settings;
    }

    private static Map<String, String> identity(BrokerPorts ports, Path dataDirectory) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@localhost:" + ports.controllerPort(),
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "inter.broker.listener.name",
                "CLIENTS",
                "listeners",
                "CLIENTS://localhost:" + ports.clientPort() + "," + CONTROLLER_LISTENER + "://localhost:"
                        + ports.controllerPort(),
                "advertised.listeners",
                "CLIENTS://localhost:" + ports.clientPort(),
                "listener.security.protocol.map",
                "CLIENTS:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "log.dirs",
                dataDirectory.toString(),
                "metadata.log.dir",
                dataDirectory.toString());
    }
}

package dev.headrace.streaming;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.jspecify.annotations.Nullable;

/** Which of a query's properties reach which Kafka client. */
final class ClientProperties {

    private static final List<ConfigDef> CLIENTS =
            List.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

    private static final List<String> PREFIXES = List.of(
            StreamsConfig.CONSUMER_PREFIX,
            StreamsConfig.MAIN_CONSUMER_PREFIX,
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            StreamsConfig.GLOBAL_CONSUMER_PREFIX,
            StreamsConfig.PRODUCER_PREFIX,
            StreamsConfig.ADMIN_CLIENT_PREFIX,
            StreamsConfig.TOPIC_PREFIX);

    private ClientProperties() {}

    /**
     * The properties of one client: those whose names it knows and those that nobody knows (they are for its serdes and
     * interceptors), then what carries one of its prefixes, a later prefix over an earlier one.
     */
    static Map<String, Object> of(Map<String, ?> given, Set<String> clientNames, String... prefixes) {
        Map<String, Object> properties = new HashMap<>();
        given.forEach((name, value) -> {
            if (clientNames.contains(name) || isForeign(name)) {
                properties.put(name, value);
            }
        });
        for (String prefix : prefixes) {
            properties.putAll(withPrefix(given, prefix));
        }
        return properties;
    }

    /** The number that {@code properties} give for {@code name}. */
    static int number(Map<String, ?> properties, String name, int fallback) {
        Object value = properties.get(name);
        return value == null ? fallback : (int) requireNonNull(ConfigDef.parseType(name, value, ConfigDef.Type.INT));
    }

    /** What carries {@code prefix}, without it. */
    static Map<String, Object> withPrefix(Map<String, ?> given, String prefix) {
        Map<String, Object> properties = new HashMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                properties.put(name.substring(prefix.length()), value);
            }
        });
        return properties;
    }

    /** Whether no client and no option of ours has this name. */
    static boolean isForeign(String name) {
        return definition(name) == null
                && withoutPrefix(name).equals(name)
                && !OptionDefinitions.DEFINITIONS.names().contains(name)
                && !OptionDefinitions.WITHOUT_EFFECT.contains(name);
    }

    /** {@code name} as the client itself knows it. */
    static String withoutPrefix(String name) {
        return PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(name);
    }

    /** The definition that some client has for {@code name}; null where none has. */
    static @Nullable ConfigKey definition(String name) {
        return CLIENTS.stream()
                .map(client -> client.configKeys().get(name))
                .filter(key -> key != null)
                .findFirst()
                .orElse(null);
    }
}

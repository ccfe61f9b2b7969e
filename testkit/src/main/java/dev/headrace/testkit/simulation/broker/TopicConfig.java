package dev.headrace.testkit.simulation.broker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a topic, by Kafka's names. What nobody set has Kafka's default. */
public final class TopicConfig {

    private static final Map<String, String> DEFAULTS = Map.of(
            "cleanup.policy", "delete",
            "delete.retention.ms", "86400000",
            "retention.ms", "604800000",
            "retention.bytes", "-1",
            "segment.bytes", "1073741824",
            "segment.ms", "604800000",
            "min.insync.replicas", "1",
            "max.message.bytes", "1048588",
            "message.timestamp.type", "CreateTime",
            "unclean.leader.election.enable", "false");

    private final Map<String, String> explicit;
    private boolean compacted;
    private boolean logAppendTime;
    private long deleteRetentionMs;

    TopicConfig(Map<String, String> explicit) {
        this.explicit = new LinkedHashMap<>(explicit);
        read();
    }

    private void read() {
        compacted = value("cleanup.policy").contains("compact");
        logAppendTime = value("message.timestamp.type").equals("LogAppendTime");
        deleteRetentionMs = Long.parseLong(value("delete.retention.ms"));
    }

    private String value(String name) {
        return explicit.getOrDefault(name, DEFAULTS.getOrDefault(name, ""));
    }

    /** Every setting that has a value, explicit ones over defaults. */
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(DEFAULTS);
        all.putAll(explicit);
        return all;
    }

    /** Whether somebody set this value for the topic. */
    public boolean isExplicit(String name) {
        return explicit.containsKey(name);
    }

    /** Changes one setting. */
    public void set(String name, String value) {
        explicit.put(name, value);
        read();
    }

    /** Returns one setting to its default. */
    public void reset(String name) {
        explicit.remove(name);
        read();
    }

    /** Whether records may be deleted before their key is written again. */
    public boolean isDeletable() {
        return value("cleanup.policy").contains("delete");
    }

    boolean isCompacted() {
        return compacted;
    }

    /** Whether the broker's time replaces the record's. */
    public boolean isLogAppendTime() {
        return logAppendTime;
    }

    long deleteRetentionMs() {
        return deleteRetentionMs;
    }
}

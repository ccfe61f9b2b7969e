package dev.headrace.testkit.simulation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The calls at which a client leaves its process, each with a name that stays the same from release to release. */
public enum ClientSite {
    PRODUCER_INIT_TRANSACTIONS("producer.initTransactions"),
    PRODUCER_BEGIN_TRANSACTION("producer.beginTransaction", Failing.BY_CRASH_ONLY),
    PRODUCER_SEND("producer.send"),
    /** The broker receives one batch of one partition; a producer's flush has one of these for each. */
    PRODUCER_BATCH("producer.batch"),
    PRODUCER_FLUSH("producer.flush", Failing.BY_CRASH_ONLY),
    PRODUCER_SEND_OFFSETS("producer.sendOffsetsToTransaction"),
    PRODUCER_COMMIT("producer.commitTransaction"),
    PRODUCER_ABORT("producer.abortTransaction"),
    PRODUCER_PARTITIONS_FOR("producer.partitionsFor"),
    PRODUCER_CLOSE("producer.close", Failing.BY_CRASH_ONLY),
    CONSUMER_POLL("consumer.poll", Failing.BY_CRASH_ONLY),
    CONSUMER_COMMIT_SYNC("consumer.commitSync"),
    CONSUMER_COMMIT_ASYNC("consumer.commitAsync", Failing.BY_CRASH_ONLY),
    CONSUMER_COMMITTED("consumer.committed"),
    CONSUMER_POSITION("consumer.position"),
    CONSUMER_OFFSETS("consumer.offsets"),
    CONSUMER_METADATA("consumer.metadata"),
    CONSUMER_UNSUBSCRIBE("consumer.unsubscribe", Failing.BY_CRASH_ONLY),
    CONSUMER_CLOSE("consumer.close", Failing.BY_CRASH_ONLY),
    ADMIN_CREATE_TOPICS("admin.createTopics"),
    ADMIN_DELETE_TOPICS("admin.deleteTopics"),
    ADMIN_CREATE_PARTITIONS("admin.createPartitions"),
    ADMIN_ALTER_CONFIGS("admin.incrementalAlterConfigs"),
    ADMIN_DELETE_RECORDS("admin.deleteRecords"),
    /** Offsets or members of a group, or the group itself, are changed by an administrator. */
    ADMIN_ALTER_GROUP("admin.alterGroup"),
    /** A transaction is aborted or a producer fenced by an administrator. */
    ADMIN_END_TRANSACTION("admin.endTransaction"),
    /** Any request of an administrator that only looks. */
    ADMIN_READ("admin.read");

    private final String siteName;
    private final Failing failing;

    ClientSite(String siteName) {
        this(siteName, Failing.IN_ALL_WAYS);
    }

    ClientSite(String siteName, Failing failing) {
        this.siteName = siteName;
        this.failing = failing;
    }

    /** The stable name, for example {@code producer.commitTransaction}. */
    public String siteName() {
        return siteName;
    }

    /** What {@link Faults} may answer here; the rest cannot happen to a real client at this call. */
    public Set<FaultOutcome> outcomes() {
        return failing.outcomes;
    }

    private enum Failing {
        IN_ALL_WAYS(EnumSet.allOf(FaultOutcome.class)),
        BY_CRASH_ONLY(EnumSet.of(FaultOutcome.NONE, FaultOutcome.CRASH_BEFORE, FaultOutcome.CRASH_AFTER));

        private final Set<FaultOutcome> outcomes;

        Failing(Set<FaultOutcome> outcomes) {
            this.outcomes = Collections.unmodifiableSet(outcomes);
        }
    }
}

package dev.headrace.soak;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Compares what a soak wrote with what its input says that it must have written, and lists what is wrong. */
final class Audit {

    private static final int COMPLAINTS_MAX = 20;

    private final String bootstrapServers;
    private final int[] expectedCounts;
    private final BitSet[] inputs = new BitSet[SoakTopology.PARTITIONS];
    private final List<String> complaints = new ArrayList<>();
    private long complaintCount;
    private long inputCount;
    private long countUpdates;
    private long keysSeen;
    private long abortedRecords;

    private Audit(String bootstrapServers, int keys) {
        this.bootstrapServers = bootstrapServers;
        this.expectedCounts = new int[keys];
        for (int partition = 0; partition < inputs.length; partition++) {
            inputs[partition] = new BitSet();
        }
    }

    /** Reads input and output to their ends and compares them. */
    static Audit of(String bootstrapServers, int keys) throws Exception {
        Audit audit = new Audit(bootstrapServers, keys);
        audit.readInput();
        audit.checkSeen();
        audit.checkCounts();
        audit.checkNothingHangs();
        return audit;
    }

    private void readInput() {
        Topics.read(
                bootstrapServers,
                SoakTopology.IN,
                IsolationLevel.READ_UNCOMMITTED,
                new StringDeserializer(),
                record -> {
                    inputs[record.partition()].set((int) record.offset());
                    expectedCounts[Integer.parseInt(record.key())]++;
                    inputCount++;
                });
    }

    /** Every origin once, none besides. */
    private void checkSeen() {
        BitSet[] seen = new BitSet[inputs.length];
        for (int partition = 0; partition < seen.length; partition++) {
            seen[partition] = new BitSet();
        }
        long[] committed = {0};
        Topics.read(
                bootstrapServers,
                SoakTopology.SEEN,
                IsolationLevel.READ_COMMITTED,
                new StringDeserializer(),
                record -> {
                    committed[0]++;
                    String[] origin = record.value().split("/");
                    int partition = Integer.parseInt(origin[1]);
                    int offset = Integer.parseInt(origin[2]);
                    if (!origin[0].equals(SoakTopology.IN) || !inputs[partition].get(offset)) {
                        complain("output of " + record.value() + ", which is not in the input");
                    }
                    if (seen[partition].get(offset)) {
                        complain("output of " + record.value() + " twice");
                    }
                    seen[partition].set(offset);
                });
        for (int partition = 0; partition < seen.length; partition++) {
            BitSet missing = (BitSet) inputs[partition].clone();
            missing.andNot(seen[partition]);
            if (!missing.isEmpty()) {
                complain("no output of " + missing.cardinality() + " records of partition " + partition
                        + ", the first at offset " + missing.nextSetBit(0));
            }
        }
        long[] written = {0};
        Topics.read(
                bootstrapServers,
                SoakTopology.SEEN,
                IsolationLevel.READ_UNCOMMITTED,
                new StringDeserializer(),
                record -> written[0]++);
        abortedRecords = written[0] - committed[0];
    }

    /** The counts of a key grow, and the last is how often it is in the input. */
    private void checkCounts() {
        long[] last = new long[expectedCounts.length];
        Topics.read(
                bootstrapServers,
                SoakTopology.COUNTS,
                IsolationLevel.READ_COMMITTED,
                new LongDeserializer(),
                record -> {
                    countUpdates++;
                    int key = Integer.parseInt(record.key());
                    if (record.value() <= last[key]) {
                        complain("count " + record.value() + " of key " + key + " after " + last[key]);
                    }
                    last[key] = record.value();
                });
        for (int key = 0; key < last.length; key++) {
            if (last[key] != expectedCounts[key]) {
                complain("key " + key + " was counted " + last[key] + " times and is there " + expectedCounts[key]
                        + " times");
            }
            if (expectedCounts[key] > 0) {
                keysSeen++;
            }
        }
    }

    /** No transaction is left open: readers of committed records get to the end of everything. */
    private void checkNothingHangs() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (String topic : admin.listTopics().names().get()) {
                Map<TopicPartition, Long> stable = Topics.ends(admin, topic, IsolationLevel.READ_COMMITTED);
                Map<TopicPartition, Long> written = Topics.ends(admin, topic, IsolationLevel.READ_UNCOMMITTED);
                if (!stable.equals(written)) {
                    complain("topic " + topic + " is stable up to " + stable + " and ends at " + written);
                }
            }
        }
    }

    private void complain(String complaint) {
        complaintCount++;
        if (complaints.size() < COMPLAINTS_MAX) {
            complaints.add(complaint);
        }
    }

    /** What is wrong: the first complaints. */
    List<String> complaints() {
        return complaints;
    }

    /** How many records were written that no reader of committed records sees. */
    long abortedRecords() {
        return abortedRecords;
    }

    @Override
    public String toString() {
        return String.format(
                "%,d records: %s%n%,d keys in %,d updates of their counts%n%,d records of killed epochs in the log,"
                        + " unseen",
                inputCount,
                complaintCount == 0 ? "each of them once in the output, all counts exact" : complaintCount + " WRONG",
                keysSeen,
                countUpdates,
                abortedRecords);
    }
}

package dev.headrace.mutants;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Compares what a rig wrote with what its input says that it must have written. */
final class Audit {

    private final Rig rig;
    private final List<String> complaints = new ArrayList<>();

    private Audit(Rig rig) {
        this.rig = rig;
    }

    /** What is wrong with exactly-once output; empty if nothing is. */
    static List<String> exactlyOnce(Rig rig) {
        Audit audit = new Audit(rig);
        audit.eachOnce("seen", audit.values(Ledger.SEEN));
        audit.eachOnce("held", audit.values(Ledger.HELD));
        audit.eachOnce("row", rig.shelf().rows());
        audit.countsExact();
        audit.sequence(Ledger.TICKS);
        audit.nothingHangs();
        return audit.complaints;
    }

    /** What is wrong with at-least-once output; empty if nothing is. */
    static List<String> atLeastOnce(Rig rig) {
        Audit audit = new Audit(rig);
        audit.eachThere("seen", audit.values(Ledger.SEEN));
        audit.eachThere("held", audit.values(Ledger.HELD));
        audit.eachThere("change", audit.values(Ledger.CHANGES));
        audit.eachThere("row", rig.shelf().rows());
        return audit.complaints;
    }

    private void eachOnce(String what, List<String> origins) {
        eachThere(what, origins);
        Map<String, Integer> times = new TreeMap<>();
        origins.forEach(origin -> times.merge(origin, 1, Integer::sum));
        times.forEach((origin, count) -> {
            if (!rig.input().containsKey(origin)) {
                complaints.add(what + " " + origin + " invented");
            } else if (count > 1) {
                complaints.add(what + " " + origin + " doubled");
            }
        });
    }

    private void eachThere(String what, List<String> origins) {
        rig.input().keySet().stream()
                .filter(origin -> !origins.contains(origin))
                .forEach(origin -> complaints.add(what + " " + origin + " lost"));
    }

    private void countsExact() {
        Map<String, Long> expected = new HashMap<>();
        rig.input().values().forEach(key -> expected.merge(key, 1L, Long::sum));
        Map<String, Long> last = sequence(Ledger.COUNTS);
        expected.forEach((key, count) -> {
            if (!count.equals(last.get(key))) {
                complaints.add("count of " + key + " ends at " + last.get(key) + " instead of " + count);
            }
        });
    }

    /** The numbers of each key go up by one; returns the last ones. */
    private Map<String, Long> sequence(String topic) {
        Map<String, Long> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : rig.committed(topic)) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            long number = ByteBuffer.wrap(record.value()).getLong();
            long before = last.getOrDefault(key, 0L);
            if (number != before + 1) {
                complaints.add("count of " + key + " is " + number + " after " + before);
            }
            last.put(key, number);
        }
        return last;
    }

    private void nothingHangs() {
        for (String topic : List.of(Ledger.COUNTS, Ledger.SEEN, Ledger.HELD, Ledger.CHANGES)) {
            for (int number = 0; number < Ledger.PARTITIONS; number++) {
                TopicPartition partition = new TopicPartition(topic, number);
                if (rig.kafka().lastStableOffset(partition) < rig.kafka().highWatermark(partition)) {
                    complaints.add("a transaction hangs on " + partition);
                }
            }
        }
    }

    private List<String> values(String topic) {
        return rig.committed(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}

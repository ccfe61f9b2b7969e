package dev.headrace.runtime.restore;

import dev.headrace.port.WallClock;
import dev.headrace.runtime.checkpoint.TaskKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Says what recovery waits for while it does not get on. Readers of committed records wait for every transaction, and no
 * broker tells them that one hangs.
 */
final class WaitWatch {

    private static final long REPORT_EVERY_MS = 30_000;
    private static final long COMMITTED_OFFSETS = -1;
    private static final String ENDS_BY_ITSELF =
            " The broker ends it after its transaction.timeout.ms. If this goes on for longer, it hangs: ";

    private final WallClock clock;
    private final RecoveryGate.Waiting listener;
    private final Map<TopicPartition, Standstill> standstills = new HashMap<>();

    WaitWatch(WallClock clock, RecoveryGate.Waiting listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** Somebody begins to look. */
    void begin(Set<TopicPartition> inputs) {
        inputs.forEach(input -> standstill(input, COMMITTED_OFFSETS));
    }

    /** The committed positions of these inputs are not to be had yet. */
    void offsetsArePending(TaskKey task, Set<TopicPartition> inputs) {
        TopicPartition any = inputs.iterator().next();
        report(
                task,
                standstill(any, COMMITTED_OFFSETS),
                "the committed offsets of " + new TreeSet<>(texts(inputs))
                        + " are held by a transaction that is not ended."
                        + ENDS_BY_ITSELF + "find it with kafka-transactions.sh --bootstrap-server <broker> find-hanging"
                        + " --topic __consumer_offsets, and end it with its command abort");
    }

    /** Nobody waits for these any more. */
    void forget(Collection<TopicPartition> partitions) {
        standstills.keySet().removeAll(partitions);
    }

    /** A log of the task was read up to {@code position}. */
    void isAt(TaskKey task, TopicPartition log, long position, long end) {
        report(
                task,
                standstill(log, position),
                "it has read " + log + " up to offset " + position + " of " + end
                        + ", where a transaction begins that is not ended." + ENDS_BY_ITSELF
                        + "look with kafka-transactions.sh --bootstrap-server <broker> describe-producers --topic "
                        + log.topic() + " --partition " + log.partition() + ", and end it with abort --topic "
                        + log.topic()
                        + " --partition " + log.partition() + " --start-offset " + position);
    }

    private Standstill standstill(TopicPartition where, long position) {
        long nowMs = clock.nowMs();
        return standstills.compute(
                where,
                (same, known) -> known != null && known.position == position
                        ? known
                        : new Standstill(position, nowMs, nowMs + REPORT_EVERY_MS));
    }

    private void report(TaskKey task, Standstill standstill, String why) {
        long nowMs = clock.nowMs();
        if (nowMs >= standstill.reportAtMs) {
            standstill.reportAtMs = nowMs + REPORT_EVERY_MS;
            listener.waits(
                    task, "Task " + task + " cannot run for " + (nowMs - standstill.sinceMs) / 1_000 + " s: " + why);
        }
    }

    private static Set<String> texts(Set<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::toString).collect(Collectors.toSet());
    }

    private static final class Standstill {
        private final long position;
        private final long sinceMs;
        private long reportAtMs;

        private Standstill(long position, long sinceMs, long reportAtMs) {
            this.position = position;
            this.sinceMs = sinceMs;
            this.reportAtMs = reportAtMs;
        }
    }
}

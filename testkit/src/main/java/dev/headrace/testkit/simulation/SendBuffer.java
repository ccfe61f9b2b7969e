package dev.headrace.testkit.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a producer has accepted and not sent: per partition one batch, in the order of the calls. */
final class SendBuffer {

    private final Map<TopicPartition, Batch> batches = new LinkedHashMap<>();

    /** Adds a record and returns how many bytes wait for its partition. */
    int add(PendingSend send) {
        Batch batch = batches.computeIfAbsent(send.partition(), partition -> new Batch());
        batch.sends.add(send);
        batch.bytes += send.sizeInBytes();
        return batch.bytes;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** The partition whose first record waits longest, or null. */
    @Nullable
    TopicPartition oldest() {
        return batches.isEmpty() ? null : batches.keySet().iterator().next();
    }

    /** Any partition for which something waits, or null. */
    @Nullable
    TopicPartition any(RandomGenerator random) {
        if (batches.isEmpty()) {
            return null;
        }
        int skipped = random.nextInt(batches.size());
        for (TopicPartition partition : batches.keySet()) {
            if (skipped-- == 0) {
                return partition;
            }
        }
        return null;
    }

    /** Removes and returns what waits for a partition. */
    List<PendingSend> take(TopicPartition partition) {
        Batch batch = batches.remove(partition);
        return batch == null ? List.of() : batch.sends;
    }

    /** Removes everything; every record fails with {@code reason}. */
    void failAll(RuntimeException reason) {
        List<Batch> failed = new ArrayList<>(batches.values());
        batches.clear();
        failed.forEach(batch -> batch.sends.forEach(send -> send.fail(reason)));
    }

    private static final class Batch {

        private final List<PendingSend> sends = new ArrayList<>();
        private int bytes;
    }
}

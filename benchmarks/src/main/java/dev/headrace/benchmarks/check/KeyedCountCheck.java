package dev.headrace.benchmarks.check;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Compares written counts with the input: each key's counts only grow, and the last one is right. */
public final class KeyedCountCheck {

    private final Map<String, Long> expected = new HashMap<>();
    private final Map<String, Long> written = new HashMap<>();
    private long records;

    /** Takes a partition of the input into account. */
    public void expect(Iterator<ConsumerRecord<String, String>> input) {
        input.forEachRemaining(event -> expected.merge(event.key(), 1L, Long::sum));
    }

    /**
     * Reads a partition of the output.
     *
     * @throws WrongOutputException at the first count that is not greater than the one before it for its key
     */
    public void read(Iterator<ConsumerRecord<String, Long>> output) {
        output.forEachRemaining(count -> {
            Long before = written.put(count.key(), count.value());
            if (before != null && before >= count.value()) {
                throw new WrongOutputException("At offset " + count.offset() + " of output partition "
                        + count.partition() + " " + count.key() + " goes from " + before + " to " + count.value());
            }
            records++;
        });
    }

    /**
     * Compares the last count of each key, when all partitions have been read.
     *
     * @return how many records the output has
     * @throws WrongOutputException if a key is missing, should not be there, or has another count than the input says
     */
    public long finish() {
        expected.forEach((key, count) -> requireSame(key, count, written.get(key)));
        written.forEach((key, count) -> requireSame(key, expected.get(key), count));
        return records;
    }

    private static void requireSame(String key, @Nullable Long expected, @Nullable Long written) {
        if (!Objects.equals(expected, written)) {
            throw new WrongOutputException(
                    "The last count of " + key + " is " + written + " where the input has " + expected);
        }
    }
}

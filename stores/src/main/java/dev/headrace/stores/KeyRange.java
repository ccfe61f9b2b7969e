package dev.headrace.stores;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds of ranges of serialized keys. */
final class KeyRange {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRange.class);

    private KeyRange() {}

    /** The first key after all that start with {@code prefix}, or null where there is none. */
    static @Nullable Bytes afterPrefix(Bytes prefix) {
        byte[] after = prefix.get();
        int end = after.length;
        while (end > 0 && after[end - 1] == (byte) 0xff) {
            end--;
        }
        if (end == 0) {
            return null;
        }
        byte[] incremented = Arrays.copyOf(after, end);
        incremented[end - 1]++;
        return Bytes.wrap(incremented);
    }

    static void warnOfNothingBetween(String store) {
        LOG.warn(
                "A range of store '{}' is empty because its first key comes after its last in the order of the serialized"
                        + " keys. Kafka's serdes for numbers order negative ones after positive ones.",
                store);
    }
}

package dev.headrace.stores;

import dev.headrace.state.ValueAndTimestamp;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** About how many bytes an object takes on the heap. */
final class Weight {

    private static final int UNKNOWN_BYTES = 64;

    private Weight() {}

    static int ofBytes(@Nullable Object object) {
        return ofBytes(object, UNKNOWN_BYTES);
    }

    /** The weight of {@code object}, or {@code otherwise} (at least a minimum) if its class does not tell. */
    static int ofBytes(@Nullable Object object, int otherwise) {
        if (object == null) {
            return 0;
        }
        if (object instanceof Number && isBoxed(object)) {
            return 24;
        }
        if (object instanceof String string) {
            return 48 + string.length();
        }
        if (object instanceof byte[] bytes) {
            return 16 + bytes.length;
        }
        if (object instanceof ValueAndTimestamp<?> stamped) {
            return 24 + ofBytes(stamped.value(), otherwise - 24);
        }
        if (object instanceof Bytes bytes) {
            return 40 + bytes.get().length;
        }
        return Math.max(otherwise, UNKNOWN_BYTES);
    }

    static boolean isKnown(Object object) {
        return object instanceof ValueAndTimestamp<?> stamped
                ? stamped.value() == null || isKnown(stamped.value())
                : object instanceof String
                        || object instanceof byte[]
                        || object instanceof Bytes
                        || object instanceof UUID
                        || isBoxed(object);
    }

    /** An object of unknown shape is taken for twice its serialized form. */
    static int ofSerialized(int bytes) {
        return UNKNOWN_BYTES + 2 * bytes;
    }

    private static boolean isBoxed(Object object) {
        return object instanceof Long
                || object instanceof Integer
                || object instanceof Double
                || object instanceof Float
                || object instanceof Short
                || object instanceof Byte
                || object instanceof Boolean
                || object instanceof Character;
    }
}

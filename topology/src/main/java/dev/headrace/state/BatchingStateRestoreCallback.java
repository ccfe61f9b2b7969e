package dev.headrace.state;

import dev.headrace.common.KeyValue;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Takes back the records of a changelog many at a time. */
public interface BatchingStateRestoreCallback extends StateRestoreCallback {

    /** Applies the records in order; a null value removes the key. */
    void restoreAll(Collection<KeyValue<byte[], byte[]>> records);

    /** Not called for a callback that takes batches. */
    @Override
    default void restore(byte[] key, byte @Nullable [] value) {
        throw new UnsupportedOperationException(
                "Cannot restore a single record: this callback takes batches, call restoreAll");
    }
}

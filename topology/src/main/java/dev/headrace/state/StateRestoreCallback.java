package dev.headrace.state;

import org.jspecify.annotations.Nullable;

/** Takes back the records of a changelog, one by one. */
public interface StateRestoreCallback {

    /** Applies one record; a null value removes the key. */
    void restore(byte[] key, byte @Nullable [] value);
}

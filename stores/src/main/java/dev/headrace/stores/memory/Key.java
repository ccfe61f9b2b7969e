package dev.headrace.stores.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key by the content of its bytes, ordered as unsigned bytes. */
class Key implements Comparable<Key> {

    private final byte[] bytes;
    private final int hash;

    Key(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    final byte[] bytes() {
        return bytes;
    }

    @Override
    public final int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Key that && hash == that.hash && Arrays.equals(bytes, that.bytes));
    }

    @Override
    public final int hashCode() {
        return hash;
    }
}

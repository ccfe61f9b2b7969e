package dev.headrace.testkit.simulation;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The bytes of one simulated file, whatever its names are. */
final class FileContent {

    private byte[] bytes = new byte[0];
    private int syncedLength;
    private long modifiedMs;

    FileContent(long createdMs) {
        this.modifiedMs = createdMs;
    }

    byte[] bytes() {
        return bytes;
    }

    long modifiedMs() {
        return modifiedMs;
    }

    void append(byte[] more, int count, long nowMs) {
        int length = bytes.length;
        bytes = Arrays.copyOf(bytes, length + count);
        System.arraycopy(more, 0, bytes, length, count);
        modifiedMs = nowMs;
    }

    void sync() {
        syncedLength = bytes.length;
    }

    /** Power is lost: what was not synced may be there in part. */
    void lose(RandomGenerator random) {
        int kept = syncedLength + random.nextInt(bytes.length - syncedLength + 1);
        bytes = Arrays.copyOf(bytes, kept);
        syncedLength = kept;
    }
}

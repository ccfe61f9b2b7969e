package dev.headrace.stores.rocksdb;

import dev.headrace.state.ChangelogEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a RocksDB write batch in its serialized form, so that a batch crosses into native code once instead of once per
 * entry. The form is that of RocksDB's write-ahead log: a sequence number of eight bytes, a count of four, little endian;
 * then per record a tag, the number of the column family unless it is the default one, and key and value, each behind
 * its length.
 */
final class BatchImage {

    private static final int COUNT_AT = 8;
    private static final int HEADER_BYTES = 12;
    private static final int VARINT_BYTES_MAX = 5;
    private static final byte DELETION = 0x0;
    private static final byte VALUE = 0x1;
    private static final byte VALUE_IN_FAMILY = 0x5;

    private final byte[] image;
    private int end = HEADER_BYTES;
    private int count;

    private BatchImage(long bytesMax) {
        this.image = new byte[Math.toIntExact(bytesMax)];
    }

    /**
     * The batch of these entries in the default family and one more in the family {@code family}.
     *
     * <p>Entries are written in {@link InsertionOrder}.
     */
    static byte[] of(List<ChangelogEntry> entries, int family, byte[] key, byte[] value) {
        long bytesMax = HEADER_BYTES + recordBytesMax(key, value);
        for (ChangelogEntry entry : entries) {
            bytesMax += recordBytesMax(entry.key(), entry.value());
        }
        BatchImage image = new BatchImage(bytesMax);
        for (int index : InsertionOrder.of(entries)) {
            image.add(entries.get(index));
        }
        image.add(family, key, value);
        return image.finished();
    }

    private static long recordBytesMax(byte[] key, byte @Nullable [] value) {
        return 1L + 3 * VARINT_BYTES_MAX + key.length + (value == null ? 0 : value.length);
    }

    private void add(ChangelogEntry entry) {
        byte[] value = entry.value();
        image[end++] = value == null ? DELETION : VALUE;
        add(entry.key());
        if (value != null) {
            add(value);
        }
        count++;
    }

    private void add(int family, byte[] key, byte[] value) {
        image[end++] = VALUE_IN_FAMILY;
        addVarint(family);
        add(key);
        add(value);
        count++;
    }

    private void add(byte[] bytes) {
        addVarint(bytes.length);
        System.arraycopy(bytes, 0, image, end, bytes.length);
        end += bytes.length;
    }

    private void addVarint(int number) {
        int rest = number;
        while ((rest & ~0x7f) != 0) {
            image[end++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        image[end++] = (byte) rest;
    }

    private byte[] finished() {
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(COUNT_AT, count);
        return Arrays.copyOf(image, end);
    }
}

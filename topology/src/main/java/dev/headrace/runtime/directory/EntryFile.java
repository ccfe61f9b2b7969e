package dev.headrace.runtime.directory;

import dev.headrace.port.FileInput;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.state.ChangelogEntry;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Changelog entries in a file, in the order of their keys, one for each key at most. A checksum stands at the end.
 *
 * <p>Form: magic, version, then per entry a 1, the key, the value (length -1 for a removed key), the timestamp; a 0, the
 * number of entries, the CRC-32C of all before. Numbers are big endian, lengths and the number of entries in four and eight
 * bytes.
 */
final class EntryFile {

    static final Comparator<byte[]> KEY_ORDER = Arrays::compareUnsigned;

    private static final int MAGIC = 0x48525354;
    private static final int VERSION = 1;
    private static final int REMOVED = -1;
    private static final int BUFFER_BYTES = 64 * 1024;

    private EntryFile() {}

    /** Writes and syncs a file; returns its length. The entries are sorted here. */
    static long write(FileTree tree, FilePath path, List<ChangelogEntry> entries) throws IOException {
        List<ChangelogEntry> sorted = entries.stream()
                .sorted(Comparator.comparing(ChangelogEntry::key, KEY_ORDER))
                .toList();
        try (Writer writer = new Writer(tree.create(path))) {
            for (ChangelogEntry entry : sorted) {
                writer.add(entry);
            }
            return writer.finish();
        }
    }

    /** Writes a new file, entry by entry. */
    static final class Writer implements Closeable {

        private final FileOutput file;
        private final CRC32C checksum = new CRC32C();
        private final DataOutputStream data;
        private long count;

        Writer(FileOutput file) throws IOException {
            this.file = file;
            this.data = new DataOutputStream(
                    new CheckedOutputStream(new BufferedOutputStream(file, BUFFER_BYTES), checksum));
            data.writeInt(MAGIC);
            data.writeInt(VERSION);
        }

        void add(ChangelogEntry entry) throws IOException {
            byte[] value = entry.value();
            data.writeByte(1);
            data.writeInt(entry.key().length);
            data.write(entry.key());
            data.writeInt(value == null ? REMOVED : value.length);
            if (value != null) {
                data.write(value);
            }
            data.writeLong(entry.timestampMs());
            count++;
        }

        /** Completes and syncs the file; returns its length. */
        long finish() throws IOException {
            data.writeByte(0);
            data.writeLong(count);
            data.writeLong(checksum.getValue());
            data.flush();
            file.sync();
            return file.length();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Reads a file, entry by entry. */
    static final class Reader implements Closeable {

        private final FilePath path;
        private final FileInput file;
        private final CheckedInputStream checked;
        private final DataInputStream data;
        private long count;
        private boolean over;

        Reader(FileTree tree, FilePath path) throws IOException {
            this.path = path;
            this.file = tree.open(path);
            this.checked = new CheckedInputStream(new BufferedInputStream(file, BUFFER_BYTES), new CRC32C());
            this.data = new DataInputStream(checked);
            try {
                if (data.readInt() != MAGIC || data.readInt() != VERSION) {
                    throw damaged("it does not begin as a state file of a version that is known");
                }
            } catch (EOFException e) {
                throw damaged("it ends within its first bytes");
            }
        }

        /** The next entry; null behind the last one. */
        @Nullable
        ChangelogEntry next() throws IOException {
            if (over) {
                return null;
            }
            try {
                if (data.readByte() == 0) {
                    end();
                    return null;
                }
                byte[] key = bytes(data.readInt());
                int length = data.readInt();
                byte[] value = length == REMOVED ? null : bytes(length);
                count++;
                return new ChangelogEntry(key, value, data.readLong());
            } catch (EOFException e) {
                throw damaged("it ends within an entry");
            }
        }

        private void end() throws IOException {
            over = true;
            long written = data.readLong();
            long computed = checked.getChecksum().getValue();
            if (written != count || data.readLong() != computed) {
                throw damaged("its checksum does not fit");
            }
        }

        private byte[] bytes(int length) throws IOException {
            if (length < 0 || length > file.length()) {
                throw damaged("an entry is said to have " + length + " bytes");
            }
            byte[] bytes = new byte[length];
            data.readFully(bytes);
            return bytes;
        }

        private IOException damaged(String how) {
            return new IOException("Cannot read state file " + path + ": " + how
                    + ". Restore the checkpoint directory from a copy, or start the query anew with another one");
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

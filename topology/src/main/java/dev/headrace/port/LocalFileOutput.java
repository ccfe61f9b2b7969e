package dev.headrace.port;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Appends to a file of this machine, through a buffer. */
final class LocalFileOutput extends FileOutput {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long length;

    LocalFileOutput(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int value) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.put((byte) value);
        length++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (count > buffer.remaining()) {
            flush();
        }
        if (count > buffer.capacity()) {
            drain(ByteBuffer.wrap(bytes, from, count));
        } else {
            buffer.put(bytes, from, count);
        }
        length += count;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        try {
            drain(buffer);
        } finally {
            buffer.compact();
        }
    }

    @Override
    public void sync() throws IOException {
        flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                flush();
            }
        }
    }

    private void drain(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

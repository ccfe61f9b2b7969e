package dev.headrace.port;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a file of this machine. */
final class LocalFileInput extends FileInput {

    private final FileChannel channel;
    private final long length;

    LocalFileInput(FileChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        return count == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, from, count));
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, length - channel.position()));
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
        if (position < 0 || position > length) {
            throw new IllegalArgumentException(
                    "Cannot seek to byte " + position + ": the file has " + length + " bytes");
        }
        channel.position(position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

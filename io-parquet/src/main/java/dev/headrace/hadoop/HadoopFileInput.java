package dev.headrace.hadoop;

import dev.headrace.port.FileInput;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;

/** Reads a file of Hadoop's. */
final class HadoopFileInput extends FileInput {

    private final FSDataInputStream stream;
    private final long length;

    HadoopFileInput(FSDataInputStream stream, long length) {
        this.stream = stream;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        return stream.read();
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        return stream.read(bytes, from, count);
    }

    @Override
    public int available() throws IOException {
        return stream.available();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long position() throws IOException {
        return stream.getPos();
    }

    @Override
    public void seek(long position) throws IOException {
        if (position < 0 || position > length) {
            throw new IllegalArgumentException(
                    "Cannot seek to byte " + position + ": the file has " + length + " bytes");
        }
        stream.seek(position);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}

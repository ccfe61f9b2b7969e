package dev.headrace.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Counts the bytes that are read of a file. */
final class CountingInputFile implements InputFile {

    private final InputFile file;
    private long bytesRead;

    CountingInputFile(InputFile file) {
        this.file = file;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public long getLength() throws IOException {
        return file.getLength();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        SeekableInputStream stream = file.newStream();
        return new DelegatingSeekableInputStream(stream) {
            @Override
            public long getPos() throws IOException {
                return stream.getPos();
            }

            @Override
            public void seek(long position) throws IOException {
                stream.seek(position);
            }

            @Override
            public int read() throws IOException {
                bytesRead++;
                return stream.read();
            }

            @Override
            public void readFully(byte[] bytes) throws IOException {
                bytesRead += bytes.length;
                stream.readFully(bytes);
            }

            @Override
            public void readFully(byte[] bytes, int start, int length) throws IOException {
                bytesRead += length;
                stream.readFully(bytes, start, length);
            }

            @Override
            public int read(ByteBuffer buffer) throws IOException {
                bytesRead += buffer.remaining();
                return stream.read(buffer);
            }

            @Override
            public void readFully(ByteBuffer buffer) throws IOException {
                bytesRead += buffer.remaining();
                stream.readFully(buffer);
            }
        };
    }
}

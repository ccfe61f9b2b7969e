package dev.headrace.parquet;

import dev.headrace.port.FileOutput;
import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file under way, as Parquet's library writes it. Whoever made it closes it. */
record PortOutputFile(FileOutput output) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new PositionOutputStream() {
            @Override
            public long getPos() {
                return output.length();
            }

            @Override
            public void write(int value) throws IOException {
                output.write(value);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                output.write(bytes, from, count);
            }

            @Override
            public void flush() throws IOException {
                output.flush();
            }

            @Override
            public void close() throws IOException {
                output.flush();
            }
        };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }
}

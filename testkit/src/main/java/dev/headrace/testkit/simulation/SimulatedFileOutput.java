package dev.headrace.testkit.simulation;

import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Appends to a simulated file; what is not flushed dies with the process. */
final class SimulatedFileOutput extends FileOutput {

    private final SimulatedFileTree tree;
    private final FilePath path;
    private final FileContent content;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private long length;
    private boolean open = true;

    SimulatedFileOutput(SimulatedFileTree tree, FilePath path, FileContent content) {
        this.tree = tree;
        this.path = path;
        this.content = content;
    }

    @Override
    public void write(int value) throws IOException {
        requireOpen();
        buffer.write(value);
        length++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        requireOpen();
        buffer.write(bytes, from, count);
        length += count;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void flush() throws IOException {
        requireOpen();
        if (buffer.size() > 0) {
            byte[] bytes = buffer.toByteArray();
            buffer.reset();
            tree.append(path, content, bytes);
        }
    }

    @Override
    public void sync() throws IOException {
        flush();
        tree.sync(path, content);
    }

    @Override
    public void close() throws IOException {
        if (open) {
            try {
                flush();
            } finally {
                open = false;
            }
        }
    }

    private void requireOpen() throws IOException {
        if (!open) {
            throw new IOException("Cannot write to " + path + ": it is closed");
        }
    }
}

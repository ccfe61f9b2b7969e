package dev.headrace.files;

import dev.headrace.port.FileOutput;
import java.io.IOException;
import java.util.zip.CRC32C;

/** A file under way, and the checksum of what was written so far. Does not close the file underneath by itself. */
final class StagedOutput extends FileOutput {

    private final FileOutput file;
    private final CRC32C checksum = new CRC32C();

    StagedOutput(FileOutput file) {
        this.file = file;
    }

    long checksum() {
        return checksum.getValue();
    }

    @Override
    public void write(int value) throws IOException {
        file.write(value);
        checksum.update(value);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        file.write(bytes, from, count);
        checksum.update(bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public void sync() throws IOException {
        file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

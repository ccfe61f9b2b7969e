package dev.headrace.parquet;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileInput;
import dev.headrace.port.FileTree;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file of any tree, as Parquet's library reads it. */
record PortInputFile(FileTree tree, FileEntry file) implements InputFile {

    @Override
    public long getLength() throws IOException {
        return tree.entry(file.path()).map(FileEntry::length).orElse(file.length());
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        FileInput input = tree.open(file.path());
        return new DelegatingSeekableInputStream(input) {
            @Override
            public long getPos() throws IOException {
                return input.position();
            }

            @Override
            public void seek(long position) throws IOException {
                input.seek(position);
            }
        };
    }

    @Override
    public String toString() {
        return file.path().toString();
    }
}

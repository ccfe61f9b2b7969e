package dev.headrace.hadoop;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/** An object, which a store has as a whole or not at all: syncing completes it, and nothing can be written after that. */
final class UploadedOutput extends HadoopFileOutput {

    UploadedOutput(FSDataOutputStream stream) {
        super(stream);
    }

    @Override
    public void flush() {}

    @Override
    public void sync() throws IOException {
        stream.close();
    }
}

package dev.headrace.hadoop;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/** A file that every replica writes to its disk when asked to. */
final class SyncableOutput extends HadoopFileOutput {

    SyncableOutput(FSDataOutputStream stream) {
        super(stream);
    }

    @Override
    public void flush() throws IOException {
        stream.hflush();
    }

    @Override
    public void sync() throws IOException {
        stream.hsync();
    }
}

package dev.headrace.hadoop;

import dev.headrace.port.FileOutput;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/** Appends to a file of Hadoop's. How bytes are made to survive differs. */
abstract class HadoopFileOutput extends FileOutput {

    final FSDataOutputStream stream;

    HadoopFileOutput(FSDataOutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int value) throws IOException {
        stream.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        stream.write(bytes, from, count);
    }

    @Override
    public long length() {
        return stream.getPos();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}

package dev.headrace.hadoop;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** A file whose bytes nobody can make survive. */
final class UnsyncableOutput extends HadoopFileOutput {

    private final Path path;

    UnsyncableOutput(Path path, FSDataOutputStream stream) {
        super(stream);
        this.path = path;
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void sync() throws IOException {
        throw new IOException(
                "Cannot sync " + path + ": its stream has no hsync, so nothing says that the bytes survive a"
                        + " loss of power. On hdfs, erasure coding takes it away: write to a directory with replicas (hdfs ec"
                        + " -setPolicy -replicate -path <directory>)");
    }
}

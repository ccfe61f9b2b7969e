package dev.headrace.hadoop;

import dev.headrace.port.FileOutput;
import java.io.IOException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Path;

/** Nothing is known to be one act, so nothing is promised that needs it. */
final class RefusedWrites implements Writes {

    private final FileContext files;

    RefusedWrites(FileContext files) {
        this.files = files;
    }

    @Override
    public FileOutput create(Path path) throws IOException {
        return RenamingWrites.created(files, path);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        throw refusal("replace", to);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        throw refusal("move a file to", to);
    }

    @Override
    public boolean putIfAbsent(Path path, byte[] content) throws IOException {
        throw refusal("create", path);
    }

    private static IOException refusal(String act, Path path) {
        return new IOException(
                "Cannot " + act + " " + path + " in one act: its file system is not known to rename in one, nor"
                        + " to create on condition (s3a does, with fs.s3a.create.conditional.enabled; abfs renames, with a hierarchical"
                        + " namespace). Keep checkpoints and output on hdfs or in a local directory, or, if you know its rename to be"
                        + " atomic, write its scheme into " + HadoopFileTrees.ATOMIC_RENAME_SCHEMES
                        + " of Hadoop's configuration");
    }
}

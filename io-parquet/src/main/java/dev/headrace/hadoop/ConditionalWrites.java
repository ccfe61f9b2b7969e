package dev.headrace.hadoop;

import dev.headrace.port.FileOutput;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * An object appears when its stream is closed, if there is none of its name then. A rename is a copy and a deletion, so it is
 * not used: what is moved is read and written again.
 */
final class ConditionalWrites implements Writes {

    private final FileSystem store;

    ConditionalWrites(FileSystem store) {
        this.store = store;
    }

    @Override
    public FileOutput create(Path path) throws IOException {
        refuseIfThere(path);
        return new UploadedOutput(begun(path));
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        throw new IOException("Cannot replace " + to + " by " + from
                + " in one act: its file system copies the one and deletes the other. Use hdfs or a local directory");
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        try (FSDataInputStream bytes = store.open(from)) {
            refuseIfThere(to);
            FSDataOutputStream stream = begun(to);
            try {
                bytes.transferTo(stream);
            } catch (IOException | RuntimeException e) {
                stream.abort();
                throw e;
            }
            if (!completed(stream, to)) {
                throw new FileAlreadyExistsException(to + " was created meanwhile");
            }
        }
        store.delete(from, false);
    }

    @Override
    public boolean putIfAbsent(Path path, byte[] content) throws IOException {
        FSDataOutputStream stream = begun(path);
        try {
            stream.write(content);
        } catch (IOException | RuntimeException e) {
            stream.abort();
            throw e;
        }
        return completed(stream, path);
    }

    private FSDataOutputStream begun(Path path) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = store.createFile(path);
        builder.recursive();
        builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        return builder.build();
    }

    /**
     * Whether this upload made the object. Where the answer to it was lost and the repetition found the object there, it did and
     * cannot tell: the content does.
     */
    private boolean completed(FSDataOutputStream stream, Path path) throws IOException {
        try {
            stream.close();
            return true;
        } catch (IOException e) {
            if (store.exists(path)) {
                return false;
            }
            throw e;
        }
    }

    private void refuseIfThere(Path path) throws IOException {
        if (store.exists(path)) {
            throw new FileAlreadyExistsException(path + " exists");
        }
    }
}

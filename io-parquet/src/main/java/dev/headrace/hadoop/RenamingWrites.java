package dev.headrace.hadoop;

import dev.headrace.port.FileOutput;
import dev.headrace.port.Ids;
import dev.headrace.port.LinkingFileTree;
import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** A rename is one act, and refused when the name is taken. */
class RenamingWrites implements Writes {

    final FileContext files;
    private final Ids ids;

    RenamingWrites(FileContext files, Ids ids) {
        this.files = files;
        this.ids = ids;
    }

    @Override
    public FileOutput create(Path path) throws IOException {
        return created(files, path);
    }

    /** A new file. Each of its blocks is synced when it is full: hsync reaches the last block only. */
    static FileOutput created(FileContext files, Path path) throws IOException {
        FSDataOutputStream stream =
                files.create(path, EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK), CreateOpts.createParent());
        return stream.hasCapability(StreamCapabilities.HSYNC)
                ? new SyncableOutput(stream)
                : new UnsyncableOutput(path, stream);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        throw new IOException(
                "Cannot replace " + to + " by " + from
                        + " in one act: its file system deletes the one before it renames the other. Use hdfs or a local directory");
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        makeDirectoryOf(to);
        files.rename(from, to, Rename.NONE);
    }

    @Override
    public boolean putIfAbsent(Path path, byte[] content) throws IOException {
        Path temporary = path.suffix(LinkingFileTree.TEMPORARY_INFIX + ids.next());
        try (FileOutput output = create(temporary)) {
            output.write(content);
            output.sync();
        }
        try {
            files.rename(temporary, path, Rename.NONE);
            return true;
        } catch (FileAlreadyExistsException e) {
            files.delete(temporary, false);
            return false;
        }
    }

    final void makeDirectoryOf(Path path) throws IOException {
        files.mkdir(path.getParent(), FileContext.DIR_DEFAULT_PERM, true);
    }
}

package dev.headrace.hadoop;

import dev.headrace.port.Ids;
import java.io.IOException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/** A rename may also replace what has the name, still in one act. */
final class ReplacingWrites extends RenamingWrites {

    ReplacingWrites(FileContext files, Ids ids) {
        super(files, ids);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        makeDirectoryOf(to);
        files.rename(from, to, Rename.OVERWRITE);
    }
}

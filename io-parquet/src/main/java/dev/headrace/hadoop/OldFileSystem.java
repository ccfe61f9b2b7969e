package dev.headrace.hadoop;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileSystem;

/** A file system that has the older of Hadoop's two interfaces only. */
final class OldFileSystem extends DelegateToFileSystem {

    OldFileSystem(URI root, FileSystem unopened, Configuration configuration) throws IOException, URISyntaxException {
        super(root, unopened, configuration, root.getScheme(), root.getAuthority() != null);
    }
}

package dev.headrace.hadoop;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** The files of this machine, which Hadoop takes for those of a file system of its own. */
public class DiskFileSystem extends RawLocalFileSystem {

    static final String SCHEME = "disk";

    /** A configuration that knows it, and takes its rename for atomic. */
    static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs." + SCHEME + ".impl", DiskFileSystem.class, DiskFileSystem.class);
        configuration.set(HadoopFileTrees.ATOMIC_RENAME_SCHEMES, SCHEME);
        return configuration;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return URI.create(getScheme() + ":///");
    }

    /** Would start a process for each file. */
    @Override
    public void setPermission(Path path, FsPermission permission) {}
}

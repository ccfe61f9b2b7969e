package dev.headrace.hadoop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/** An object store as s3a shows it: an object appears when its stream is closed, on condition that none of its name is there. */
public class StoreFileSystem extends DiskFileSystem {

    static final String SCHEME = "store";

    private static final String ON_CONDITION = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

    /** A configuration that knows it. */
    static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs." + SCHEME + ".impl", StoreFileSystem.class, StoreFileSystem.class);
        return configuration;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return Set.of(ON_CONDITION, CommonPathCapabilities.ABORTABLE_STREAM).contains(capability)
                || super.hasPathCapability(path, capability);
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw new UnsupportedOperationException("a store does not rename");
    }

    @Override
    public Builder createFile(Path path) {
        return new Builder(path);
    }

    /** Makes one object. */
    public final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {

        Builder(Path path) {
            super(StoreFileSystem.this, path);
        }

        @Override
        public Builder getThisBuilder() {
            return this;
        }

        @Override
        public FSDataOutputStream build() throws IOException {
            rejectUnknownMandatoryKeys(Set.of(ON_CONDITION), "");
            if (!getOptions().getBoolean(ON_CONDITION, false)) {
                throw new IOException("would replace what is there");
            }
            return new FSDataOutputStream(new Upload(getPath()), null);
        }
    }

    private final class Upload extends ByteArrayOutputStream implements Abortable {

        private final Path path;
        private boolean over;

        Upload(Path path) {
            this.path = path;
        }

        @Override
        public void close() throws IOException {
            if (over) {
                return;
            }
            over = true;
            java.nio.file.Path target = pathToFile(path).toPath();
            Files.createDirectories(target.getParent());
            java.nio.file.Path whole = Files.createTempFile("upload", null);
            try {
                Files.write(whole, toByteArray());
                Files.createLink(target, whole);
            } finally {
                Files.delete(whole);
            }
        }

        @Override
        public AbortableResult abort() {
            over = true;
            return new AbortableResult() {
                @Override
                public boolean alreadyClosed() {
                    return false;
                }

                @Override
                public IOException anyCleanupException() {
                    return null;
                }
            };
        }
    }
}

package dev.headrace.hadoop;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.FileTreeProvider;
import dev.headrace.port.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.viewfs.ViewFs;
import org.apache.hadoop.util.ReflectionUtils;
import org.apache.hadoop.util.VersionInfo;

/**
 * Hadoop's file systems. Without a configuration of the program's own it is the one that {@code core-site.xml} and its like on
 * the class path give; another is handed to a session: {@code new Headrace(new HadoopFileTrees(configuration))}.
 *
 * <p>What a file system can do is found out when a path is opened. A checkpoint, and output that appears once, need a rename
 * that is atomic and never replaces a file (hdfs, viewfs over it, abfs with a hierarchical namespace), or conditional creation
 * (s3a). All others can be read.
 */
public final class HadoopFileTrees implements FileTreeProvider {

    /**
     * Names, in Hadoop's configuration, schemes beside hdfs whose rename is atomic, with or without replacing, and durable when
     * it returns. They are taken at their word.
     */
    public static final String ATOMIC_RENAME_SCHEMES = "headrace.atomic.rename.schemes";

    private static final Map<String, String> ARTIFACTS =
            Map.of("s3a", "hadoop-aws", "abfs", "hadoop-azure", "abfss", "hadoop-azure", "gs", "hadoop-gcp");

    private final Configuration configuration;
    private final Set<String> renaming;
    private final Map<URI, FileContext> contexts = new HashMap<>();
    private final Map<URI, FileSystem> stores = new HashMap<>();

    /** The file systems as the class path configures them. */
    public HadoopFileTrees() {
        this(new Configuration());
    }

    /** The file systems as {@code configuration} has them. */
    public HadoopFileTrees(Configuration configuration) {
        this.configuration = configuration;
        this.renaming = new HashSet<>(configuration.getTrimmedStringCollection(ATOMIC_RENAME_SCHEMES));
        this.renaming.add("hdfs");
    }

    @Override
    public boolean knows(String scheme) {
        try {
            FileSystem.getFileSystemClass(scheme, configuration);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public String advice(String scheme) {
        String artifact = ARTIFACTS.get(scheme);
        return artifact == null
                ? "If it is one of Hadoop's, add the library that brings its FileSystem, and set fs." + scheme
                        + ".impl in Hadoop's configuration to the name of that class"
                : "Add org.apache.hadoop:" + artifact + ":" + VersionInfo.getVersion();
    }

    @Override
    public FileTree open(FilePath path, Ids ids) {
        try {
            Path given = new Path(path.location());
            URI root = root(given.toUri());
            FileContext files = context(root);
            return new HadoopFileTree(files, root, writes(files, root, given.makeQualified(root, null), ids));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reach " + path + ": " + e.getMessage(), e);
        }
    }

    /** Scheme and authority; a path without an authority is of the default file system if that has its scheme. */
    private URI root(URI path) {
        URI standard = FileSystem.getDefaultUri(configuration);
        String authority = path.getAuthority() == null && path.getScheme().equals(standard.getScheme())
                ? standard.getAuthority()
                : path.getAuthority();
        return URI.create(path.getScheme() + "://" + (authority == null ? "" : authority) + "/");
    }

    private Writes writes(FileContext files, URI root, Path path, Ids ids) throws IOException {
        String scheme = target(files, path).toUri().getScheme();
        if (renaming.contains(scheme)) {
            return new ReplacingWrites(files, ids);
        }
        if (renamesIfAbsent(files, scheme, path)) {
            return new RenamingWrites(files, ids);
        }
        if (files.hasPathCapability(path, CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)
                && files.hasPathCapability(path, CommonPathCapabilities.ABORTABLE_STREAM)) {
            return new ConditionalWrites(store(root));
        }
        return new RefusedWrites(files);
    }

    /** Azure's store refuses to rename to a name that is taken, in one act where its namespace is hierarchical. */
    private static boolean renamesIfAbsent(FileContext files, String scheme, Path path) throws IOException {
        return (scheme.equals("abfs") || scheme.equals("abfss"))
                && files.hasPathCapability(path, CommonPathCapabilities.ETAGS_PRESERVED_IN_RENAME);
    }

    /** Where the path leads, through the mount points of a view. */
    private static Path target(FileContext files, Path path) throws IOException {
        if (!(files.getDefaultFileSystem() instanceof ViewFs)) {
            return path;
        }
        Path existing = path;
        while (existing.getParent() != null && !files.util().exists(existing)) {
            existing = existing.getParent();
        }
        return files.resolvePath(existing);
    }

    private synchronized FileContext context(URI root) throws IOException {
        FileContext known = contexts.get(root);
        if (known == null) {
            known = connect(root);
            contexts.put(root, known);
        }
        return known;
    }

    private FileContext connect(URI root) throws IOException {
        if (configuration.get("fs.AbstractFileSystem." + root.getScheme() + ".impl") != null) {
            return FileContext.getFileContext(root, configuration);
        }
        FileSystem unopened = ReflectionUtils.newInstance(
                FileSystem.getFileSystemClass(root.getScheme(), configuration), configuration);
        try {
            return FileContext.getFileContext(new OldFileSystem(root, unopened, configuration), configuration);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Cannot use " + root + ": " + e.getMessage(), e);
        }
    }

    /** Not Hadoop's shared instance, which anybody may close. */
    private synchronized FileSystem store(URI root) throws IOException {
        FileSystem known = stores.get(root);
        if (known == null) {
            known = FileSystem.newInstance(root, configuration);
            stores.put(root, known);
        }
        return known;
    }
}

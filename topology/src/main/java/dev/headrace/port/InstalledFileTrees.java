package dev.headrace.port;

import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The file tree of this machine for plain paths and {@code file:}, and for other schemes what the class path brings. */
public final class InstalledFileTrees implements FileTrees {

    private static final Set<String> LOCAL_SCHEMES = Set.of("", "file");

    private final LocalFileTree local;
    private final Ids ids;

    /**
     * What is installed.
     *
     * @param ids for names that no other writer uses
     */
    public InstalledFileTrees(Ids ids) {
        this.local = new LocalFileTree(ids);
        this.ids = ids;
    }

    @Override
    public FileTree of(FilePath path) {
        String scheme = path.scheme().toLowerCase(Locale.ROOT);
        if (LOCAL_SCHEMES.contains(scheme)) {
            return local;
        }
        Set<String> known = new TreeSet<>();
        for (FileTreeProvider provider : ServiceLoader.load(FileTreeProvider.class)) {
            if (provider.schemes().contains(scheme)) {
                return provider.open(path, ids);
            }
            known.addAll(provider.schemes());
        }
        throw new IllegalArgumentException("Cannot use " + path + ": nothing on the class path knows the scheme '"
                + scheme + "' (known besides file: " + known + "). Add headrace-io-parquet for those of Hadoop");
    }
}

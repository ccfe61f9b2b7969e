package dev.headrace.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The file tree of this machine for plain paths and {@code file:}, and for other schemes what is given and what the class path
 * brings, which is not looked for before it is needed.
 */
public final class InstalledFileTrees implements FileTrees {

    private static final Set<String> LOCAL_SCHEMES = Set.of("", "file");

    private final LocalFileTree local;
    private final Ids ids;
    private final List<FileTreeProvider> given;
    private @Nullable List<FileTreeProvider> providers;

    /**
     * What is installed.
     *
     * @param ids for names that no other writer uses
     * @param given asked before those that the class path brings
     */
    public InstalledFileTrees(Ids ids, FileTreeProvider... given) {
        this.local = new LocalFileTree(ids);
        this.ids = ids;
        this.given = List.of(given);
    }

    @Override
    public FileTree of(FilePath path) {
        String scheme = path.scheme().toLowerCase(Locale.ROOT);
        if (LOCAL_SCHEMES.contains(scheme)) {
            return local;
        }
        for (FileTreeProvider provider : providers()) {
            if (provider.knows(scheme)) {
                return provider.open(path, ids);
            }
        }
        throw new IllegalArgumentException("Cannot use " + path + ": nothing on the class path knows the scheme '"
                + scheme + "'. " + advice(scheme));
    }

    private String advice(String scheme) {
        List<FileTreeProvider> asked = providers();
        return asked.isEmpty()
                ? "Add headrace-io-parquet for those of Hadoop"
                : asked.stream().map(provider -> provider.advice(scheme)).collect(Collectors.joining(". "));
    }

    private synchronized List<FileTreeProvider> providers() {
        List<FileTreeProvider> known = providers;
        if (known == null) {
            known = new ArrayList<>(given);
            ServiceLoader.load(FileTreeProvider.class).forEach(known::add);
            providers = known;
        }
        return known;
    }
}

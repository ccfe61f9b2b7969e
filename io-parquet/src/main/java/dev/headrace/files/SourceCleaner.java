package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files away that are read and committed, if that is wished for. */
@FunctionalInterface
interface SourceCleaner {

    /** Repeating it is harmless. */
    void clean(List<FileEntry> files);

    /** As {@code settings} have it, for files in {@code tree}. */
    static SourceCleaner of(StreamSettings settings, FileTree tree) {
        FilePath archive = settings.archive();
        return switch (settings.cleaning()) {
            case OFF -> files -> {};
            case DELETE -> new Removing(tree, tree::delete);
            case ARCHIVE -> new Removing(tree, file -> tree.move(file, below(archive, file)));
        };
    }

    private static FilePath below(@Nullable FilePath archive, FilePath file) {
        int schemeEnd = file.scheme().isEmpty() ? 0 : file.scheme().length() + 1;
        return Objects.requireNonNull(archive)
                .child(file.location().substring(schemeEnd).replaceFirst("^/+", ""));
    }

    /**
     * Removes files that are as they were when they were read: what was put there since under the same name is left alone. What
     * fails is reported and stays, as in Structured Streaming.
     */
    record Removing(FileTree tree, Removal removal) implements SourceCleaner {

        private static final Logger LOG = LoggerFactory.getLogger(SourceCleaner.class);

        /** Takes one file away. */
        @FunctionalInterface
        interface Removal {
            void of(FilePath file) throws IOException;
        }

        @Override
        public void clean(List<FileEntry> files) {
            for (FileEntry file : files) {
                try {
                    if (tree.entry(file.path()).equals(Optional.of(file))) {
                        removal.of(file.path());
                    }
                } catch (IOException e) {
                    LOG.warn("Cannot clean {} away, which was read: {}", file.path(), e.toString());
                }
            }
        }
    }
}

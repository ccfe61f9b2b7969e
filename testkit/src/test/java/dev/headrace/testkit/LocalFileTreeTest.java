package dev.headrace.testkit;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.LocalFileTree;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class LocalFileTreeTest {

    @TempDir
    Path directory;

    private final FileTree tree = new LocalFileTree(UUID::randomUUID);

    @Nested
    class OfAPlainPath extends FileTreeContract {

        @Override
        protected FileTree tree() {
            return tree;
        }

        @Override
        protected FilePath directory() {
            return FilePath.of(directory.toString());
        }
    }

    @Nested
    class OfAUri extends FileTreeContract {

        @Override
        protected FileTree tree() {
            return tree;
        }

        @Override
        protected FilePath directory() {
            return FilePath.of(directory.toUri().toString());
        }
    }
}

package dev.headrace.hadoop;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.testkit.FileTreeContract;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** A file system of Hadoop's whose rename is atomic. */
class HadoopFileTreeTest extends FileTreeContract {

    @TempDir
    Path directory;

    @Override
    protected FileTree tree() {
        return new HadoopFileTrees(DiskFileSystem.configuration()).open(directory(), UUID::randomUUID);
    }

    @Override
    protected FilePath directory() {
        return FilePath.of(DiskFileSystem.SCHEME + ":" + directory);
    }
}

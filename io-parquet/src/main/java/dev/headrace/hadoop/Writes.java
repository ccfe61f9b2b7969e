package dev.headrace.hadoop;

import dev.headrace.port.FileOutput;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Where file systems differ: how a file comes into being, and how it comes to its name in one act. As in {@link
 * dev.headrace.port.FileTree}, with Hadoop's exceptions.
 */
interface Writes {

    FileOutput create(Path path) throws IOException;

    void replace(Path from, Path to) throws IOException;

    void move(Path from, Path to) throws IOException;

    boolean putIfAbsent(Path path, byte[] content) throws IOException;
}

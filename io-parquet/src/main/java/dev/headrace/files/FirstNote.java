package dev.headrace.files;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A small file that the first who comes writes, and that says the same ever after: whose a directory is, for instance. */
record FirstNote(FileTree tree, FilePath path) {

    /** What it says; {@code text}, if it said nothing before. */
    String orElse(String text) throws IOException {
        if (tree.entry(path).isEmpty()) {
            tree.putIfAbsent(path, text.getBytes(StandardCharsets.UTF_8));
        }
        return new String(tree.read(path), StandardCharsets.UTF_8);
    }
}

package dev.headrace.examples.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A directory that files are put into. */
final class Inbox {

    private Inbox() {}

    /** The file appears with all its bytes at once: hidden files are not read. */
    static void put(Path directory, String name, String lines) throws IOException {
        Path hidden = Files.createDirectories(directory).resolve("." + name);
        Files.writeString(hidden, lines);
        Files.move(hidden, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}

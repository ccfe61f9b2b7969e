package dev.headrace.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One change in the source of one engine class.
 *
 * @param file below the module's source folder
 * @param find what has to be there, exactly once
 * @param replace what stands there instead
 */
record Patch(String file, String find, String replace) {

    private static final Path SOURCES = Path.of("..", "topology", "src", "main", "java", "dev", "headrace");

    /** The changed source. */
    String applied() {
        String source;
        try {
            source = Files.readString(SOURCES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the source of " + file, e);
        }
        int at = source.indexOf(find);
        if (at < 0 || source.indexOf(find, at + 1) >= 0) {
            throw new IllegalStateException("Cannot break " + file + ": the text '" + find
                    + "' has to be in it exactly once; adapt the mutant to the engine");
        }
        return source.substring(0, at) + replace + source.substring(at + find.length());
    }

    /** The name of the class. */
    String className() {
        return "dev.headrace."
                + file.substring(0, file.length() - ".java".length()).replace('/', '.');
    }
}

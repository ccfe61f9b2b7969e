package dev.headrace.examples.guide;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A source file of the examples. */
record Source(Path path, String text) {

    private static final String PACKAGE = "dev/headrace/examples/guide/";

    /** All of them. */
    static List<Source> all() {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(Source::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the sources", e);
        }
    }

    private static Source of(Path path) {
        try {
            return new Source(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** Whether the lines stand in it, one after the other, all of them indented by as much as the first. */
    boolean shows(String block) {
        List<String> lines = block.lines().toList();
        return text.lines()
                .filter(line -> line.strip().equals(lines.get(0).strip()))
                .map(line ->
                        line.substring(0, line.length() - line.stripLeading().length()))
                .distinct()
                .anyMatch(indent -> ("\n" + text).contains("\n" + indented(lines, indent)));
    }

    private static String indented(List<String> lines, String indent) {
        StringBuilder indented = new StringBuilder();
        lines.forEach(
                line -> indented.append(line.isEmpty() ? "" : indent + line).append('\n'));
        return indented.toString();
    }

    /** Whether it is a program of the guide, which takes a directory. */
    boolean isProgram() {
        return path.toString().contains(PACKAGE) && text.contains("public static void main(");
    }

    /** Runs the program, and returns what it prints. */
    String run(Path home) throws Exception {
        String file = path.getFileName().toString();
        Class<?> program =
                Class.forName(PACKAGE.replace('/', '.') + file.substring(0, file.length() - ".java".length()));
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.getMethod("main", String[].class).invoke(null, (Object) new String[] {home.toString()});
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(home.toString(), "/shop");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

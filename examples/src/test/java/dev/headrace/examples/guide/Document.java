package dev.headrace.examples.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown. */
record Document(Path path, String text) {

    static final Path ROOT = Path.of("..");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    static Document of(Path path) {
        try {
            return new Document(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** All pages that people read. */
    static List<Document> all() {
        List<Document> all = new ArrayList<>(below("docs"));
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                .map(ROOT::resolve)
                .map(Document::of)
                .forEach(all::add);
        return all;
    }

    /** The pages in a directory. */
    static List<Document> below(String directory) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Document::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory, e);
        }
    }

    /** Its blocks of a language. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    /** Where its links lead, on this disk. */
    List<Path> links() {
        return LINK.matcher(text)
                .results()
                .map((MatchResult link) -> path.resolveSibling(link.group(1)))
                .toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}

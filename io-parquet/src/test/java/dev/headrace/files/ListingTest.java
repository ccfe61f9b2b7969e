package dev.headrace.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.port.FilePath;
import dev.headrace.port.LocalFileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is among the files that are read, and what is not. */
class ListingTest {

    @TempDir
    Path directory;

    @Test
    void patternsDoNotMatchHiddenNames() throws IOException {
        put("in/a.json", "in/.b.json", "in/_c.json", "in/_staging/0/d.json", "in/deep/e.json");

        assertThat(found(false, "in/*.json")).containsExactly("in/a.json");
        assertThat(found(true, "in/*")).containsExactly("in/a.json", "in/deep/e.json");
    }

    @Test
    void pathThatNamesWhatIsHiddenFindsIt() throws IOException {
        put("in/_old/a.json", "in/_new/b.json", "in/c.json");

        assertThat(found(false, "in/_old")).containsExactly("in/_old/a.json");
        assertThat(found(false, "in/_*")).containsExactly("in/_new/b.json", "in/_old/a.json");
    }

    @Test
    void directoriesOfColumnsWhoseNamesBeginWithAnUnderscoreAreSeen() throws IOException {
        put("in/_day=1/a.json");

        assertThat(found(false, "in")).containsExactly("in/_day=1/a.json");
    }

    @Test
    void fileThatSeveralPathsLeadToIsFoundOnce() throws IOException {
        put("in/a.json", "in/b.json");

        assertThat(found(false, "in", "in/a.json", "in/*.json")).containsExactly("in/a.json", "in/b.json");
    }

    @ParameterizedTest
    @CsvSource({
        "/data/in, /data/in, true",
        "/data/in, /data/in/archive, true",
        "/data/in, /data/archive, false",
        "/data/in*, /data/in-archive, true",
        "/data/*/in, /data/archive, true",
        "/data/in/*.json, /data/in/archive, false",
        "/data/in*/x, /data/archive, false",
    })
    void reachesWhatItsPathsMayMatch(String root, String archive, boolean reached) {
        assertThat(listing(true, FilePath.of(root)).reaches(FilePath.of(archive)))
                .isEqualTo(reached);
    }

    private List<String> found(boolean recursive, String... roots) throws IOException {
        FilePath[] paths = Stream.of(roots)
                .map(root -> FilePath.of(directory.resolve(root).toString()))
                .toArray(FilePath[]::new);
        return listing(recursive, paths).files().stream()
                .map(file ->
                        directory.relativize(Path.of(file.path().location())).toString())
                .sorted()
                .toList();
    }

    private static Listing listing(boolean recursive, FilePath... roots) {
        return new Listing(new LocalFileTree(UUID::randomUUID), List.of(roots), recursive, null);
    }

    private void put(String... names) throws IOException {
        for (String name : names) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{}");
        }
    }
}

package dev.headrace.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.LocalFileTree;
import dev.headrace.testkit.simulation.FileOutcome;
import dev.headrace.testkit.simulation.FileSite;
import dev.headrace.testkit.simulation.SimulatedFiles;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files were seen, over restarts. */
class FileLogTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    @Test
    void forgottenBatchesLeaveOnlyThatTheirFilesWereSeen() throws IOException {
        FileLog log = open();
        for (int batch = 0; batch < 5; batch++) {
            log.append(List.of(file("f" + batch, batch)));
        }

        log.forget(3);
        log.append(List.of(file("f5", 5)));
        FileLog again = open();

        assertThat(notes()).containsExactly("3", "4", "5", "seen-3");
        assertThat(again.begin()).isEqualTo(3);
        assertThat(again.end()).isEqualTo(6);
        assertThat(again.batch(3)).containsExactly(file("f3", 3));
        assertThat(again.unseen(List.of(file("f0", 0), file("f4", 4), file("f6", 6))))
                .containsExactly(file("f6", 6));
    }

    @Test
    void forgettingAgainReplacesWhatWasForgottenBefore() throws IOException {
        FileLog log = open();
        for (int batch = 0; batch < 5; batch++) {
            log.append(List.of(file("f" + batch, batch)));
            if (batch % 2 == 0) {
                log.forget(batch);
            }
        }

        assertThat(notes()).containsExactly("4", "seen-4");
        assertThat(open().unseen(List.of(file("f0", 0)))).isEmpty();
    }

    @Test
    void whatIsOlderThanTheNewestByTheAgeIsNeitherReadNorRemembered() throws IOException {
        FileLog log = open();
        log.append(List.of(file("old", 0)));
        log.append(List.of(file("new", DAY.toMillis() + 1)));

        log.forget(1);

        assertThat(open().unseen(List.of(file("old", 0), file("older", -1), file("young", 1))))
                .containsExactly(file("young", 1));
        assertThat(Files.readString(directory.resolve("seen-1"))).doesNotContain("old");
    }

    @Test
    void batchThatAnotherProcessWroteIsTakenAsItIs() throws IOException {
        FileLog one = open();
        FileLog other = open();
        other.append(List.of(file("a", 0)));

        one.append(List.of(file("b", 0)));

        assertThat(one.batch(0)).containsExactly(file("a", 0));
        assertThat(one.unseen(List.of(file("a", 0), file("b", 0)))).containsExactly(file("b", 0));
        assertThat(open().batch(0)).containsExactly(file("a", 0));
    }

    @Test
    void batchThatWasWrittenThoughAnErrorCameBackIsFoundWhenItIsWrittenAgain() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        FilePath notes = FilePath.of("/notes");
        FileTree tree =
                files.mount(SimulatedKafka.builder().build().process("reader")).of(notes);
        FileLog log = FileLog.open(tree, notes, false, DAY);

        for (int batch = 0; batch < 3; batch++) {
            List<FileEntry> content = List.of(file("f" + batch, batch));
            failNextLink(files);
            assertThatThrownBy(() -> log.append(content)).isInstanceOf(IOException.class);
            log.append(content);
        }
        failNextLink(files);
        assertThatThrownBy(() -> log.forget(2)).isInstanceOf(IOException.class);
        log.forget(2);

        assertThat(log.begin()).isEqualTo(2);
        assertThat(log.end()).isEqualTo(3);
        assertThat(FileLog.open(tree, notes, false, DAY).batch(2)).containsExactly(file("f2", 2));
    }

    private static void failNextLink(SimulatedFiles files) {
        AtomicBoolean failed = new AtomicBoolean();
        files.inject(call -> call.site() == FileSite.LINK && failed.compareAndSet(false, true)
                ? FileOutcome.ERROR_WITH_EFFECT
                : FileOutcome.NONE);
    }

    @Test
    void damagedBatchIsNamed() throws IOException {
        open().append(List.of(file("a", 0)));
        Files.writeString(directory.resolve("0"), "{\"version\":1,\"fil");

        assertThatThrownBy(this::open).hasMessageContaining(directory.resolve("0") + ": it is damaged");
    }

    private FileLog open() throws IOException {
        return FileLog.open(new LocalFileTree(UUID::randomUUID), FilePath.of(directory.toString()), false, DAY);
    }

    private static FileEntry file(String name, long modifiedMs) {
        return new FileEntry(FilePath.of("/in/" + name), 1, modifiedMs, false);
    }

    private List<String> notes() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

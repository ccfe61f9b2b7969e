package dev.headrace.testkit.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.testkit.FileTreeContract;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SimulatedFilesTest {

    private static final FilePath A = FilePath.of("/d/a");
    private static final FilePath B = FilePath.of("/d/b");
    private static final FilePath ELSEWHERE = FilePath.of("/e/b");
    private static final int SEEDS = 200;

    @Nested
    class Contract extends FileTreeContract {

        private final FileTree tree = mount(new SimulatedFiles());

        @Override
        protected FileTree tree() {
            return tree;
        }

        @Override
        protected FilePath directory() {
            return FilePath.of("/d");
        }
    }

    @Test
    void losesAnyPartOfWhatWasNotSynced() throws IOException {
        assertThat(afterPowerLoss(
                        tree -> {
                            try (FileOutput output = tree.create(A)) {
                                output.write("12".getBytes(UTF_8));
                                output.sync();
                                tree.syncDirectory(FilePath.of("/d"));
                                output.write("34".getBytes(UTF_8));
                            }
                        },
                        contents -> text(contents, A)))
                .containsExactly("12", "123", "1234");
    }

    @Test
    void losesNamesThatWereNotSynced() throws IOException {
        assertThat(afterPowerLoss(tree -> write(tree, A, "x"), contents -> contents.keySet()
                        .toString()))
                .containsExactly("[/d/a]", "[]");
    }

    @Test
    void keepsNamesOfASyncedDirectory() throws IOException {
        assertThat(afterPowerLoss(
                        tree -> {
                            write(tree, A, "x");
                            tree.syncDirectory(FilePath.of("/d"));
                        },
                        contents -> text(contents, A)))
                .containsExactly("x");
    }

    @Test
    void renamesInOneActThatMayBeLost() throws IOException {
        assertThat(afterPowerLoss(
                        tree -> {
                            write(tree, A, "x");
                            tree.syncDirectory(FilePath.of("/d"));
                            tree.replace(A, ELSEWHERE);
                        },
                        contents -> contents.keySet().toString()))
                .containsExactly("[/d/a]", "[/e/b]");
    }

    @Test
    void mayKeepBothNamesOfAMove() throws IOException {
        assertThat(afterPowerLoss(
                        tree -> {
                            write(tree, A, "x");
                            tree.syncDirectory(FilePath.of("/d"));
                            tree.move(A, ELSEWHERE);
                        },
                        contents -> contents.keySet().toString()))
                .containsExactly("[/d/a, /e/b]", "[/e/b]");
    }

    @Test
    void putSurvivesOnceItReturned() throws IOException {
        assertThat(afterPowerLoss(tree -> tree.putIfAbsent(B, "x".getBytes(UTF_8)), contents -> text(contents, B)))
                .containsExactly("x");
    }

    @Test
    void putIsThereAsAWholeOrNotAtAll() throws IOException {
        long steps = 7;
        Set<String> seen = new TreeSet<>();
        for (long step = 1; step <= steps; step++) {
            for (FileOutcome outcome :
                    Set.of(FileOutcome.CRASH_BEFORE, FileOutcome.CRASH_TORN, FileOutcome.CRASH_AFTER)) {
                for (int seed = 0; seed < SEEDS; seed++) {
                    seen.add(afterCrashInPut(step, outcome, seed));
                }
            }
        }
        assertThat(seen).containsExactly("", "content");
    }

    @Test
    void doesNothingForADeadProcess() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        SimulatedProcess process = SimulatedKafka.prompt().process("dying");
        FileTree tree = files.mount(process).of(A);
        files.inject(FileFaults.once(2, FileOutcome.CRASH_TORN));
        assertThatThrownBy(() -> write(tree, A, "1234")).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> tree.delete(A)).isInstanceOf(SimulatedCrash.class);
        assertThat(process.isDead()).isTrue();
        assertThat(text(files.contents(), A)).isEqualTo("12");
    }

    @Test
    void locksEndWithTheirProcess() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        SimulatedKafka kafka = SimulatedKafka.prompt();
        SimulatedProcess first = kafka.process("first");
        assertThat(files.mount(first).of(A).tryLock(A)).isPresent();
        FileTree second = files.mount(kafka.process("second")).of(A);
        assertThat(second.tryLock(A)).isEmpty();
        first.crash();
        assertThat(second.tryLock(A)).isPresent();
    }

    private static String afterCrashInPut(long step, FileOutcome outcome, int seed) throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        files.inject(
                call -> call.step() == step && call.site().outcomes().contains(outcome) ? outcome : FileOutcome.NONE);
        try {
            mount(files).putIfAbsent(B, "content".getBytes(UTF_8));
        } catch (SimulatedCrash e) {
            files.losePower(new SplittableRandom(seed));
        }
        return text(files.contents(), B);
    }

    private static Set<String> afterPowerLoss(Work work, Function<Map<FilePath, byte[]>, String> seen)
            throws IOException {
        Set<String> found = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedFiles files = new SimulatedFiles();
            work.on(mount(files));
            files.losePower(new SplittableRandom(seed));
            found.add(seen.apply(files.contents()));
        }
        return found;
    }

    private static FileTree mount(SimulatedFiles files) {
        return files.mount(SimulatedKafka.prompt().process("p")).of(A);
    }

    private static void write(FileTree tree, FilePath path, String text) throws IOException {
        try (FileOutput output = tree.create(path)) {
            output.write(text.getBytes(UTF_8));
            output.sync();
        }
    }

    private static String text(Map<FilePath, byte[]> contents, FilePath path) {
        return new String(contents.getOrDefault(path, new byte[0]), UTF_8);
    }

    @FunctionalInterface
    private interface Work {
        void on(FileTree tree) throws IOException;
    }
}

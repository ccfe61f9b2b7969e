package dev.headrace.runtime.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.StreamsException;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointKeyTest {

    private static final TaskKey TASK = new TaskKey("count/by%user", 3);

    @Test
    void bytesAreReadableAndStable() {
        assertThat(CheckpointKey.task(TASK).encode()).asString(UTF_8).isEqualTo("task/count%2Fby%25user/3");
        assertThat(CheckpointKey.sink(TASK, "files").encode())
                .asString(UTF_8)
                .isEqualTo("sink/count%2Fby%25user/3/files");
        assertThat(CheckpointKey.source(TASK, "in").encode())
                .asString(UTF_8)
                .isEqualTo("source/count%2Fby%25user/3/in");
        assertThat(CheckpointKey.query().encode()).asString(UTF_8).isEqualTo("query");
    }

    @Property
    void isReadFromItsBytes(@ForAll("keys") CheckpointKey key) {
        CheckpointKey read = CheckpointKey.decode(key.encode());

        assertThat(read).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(read.kind()).isEqualTo(key.kind());
    }

    @Property
    void differentKeysHaveDifferentBytes(@ForAll("keys") CheckpointKey one, @ForAll("keys") CheckpointKey other) {
        assertThat(one.toString().equals(other.toString())).isEqualTo(one.equals(other));
    }

    @Test
    void recordsOfATaskShareAPartitionAndTasksSpread() {
        Set<Integer> partitions = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            TaskKey task = new TaskKey("counts", i);
            int partition = CheckpointKey.task(task).partition(8);
            assertThat(CheckpointKey.sink(task, "files").partition(8)).isEqualTo(partition);
            assertThat(CheckpointKey.source(task, "in").partition(8)).isEqualTo(partition);
            partitions.add(partition);
        }
        assertThat(partitions).hasSize(8);
        assertThat(CheckpointKey.query().partition(8)).isZero();
    }

    @Test
    void partitionOfATaskNeverChanges() {
        assertThat(CheckpointKey.task(TASK).partition(1000)).isEqualTo(556);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "task", "task/a", "task/a/x", "task/a/-1", "task//1", "sink/a/1", "query/1", "plan/a/1"})
    void refusesWhatItNeverWrites(String text) {
        assertThatThrownBy(() -> CheckpointKey.decode(text.getBytes(UTF_8)))
                .isInstanceOf(StreamsException.class)
                .hasMessageStartingWith("Cannot read the checkpoint key '" + text + "'");
    }

    @Test
    void queryKeyHasNeitherTaskNorName() {
        assertThatThrownBy(() -> CheckpointKey.query().task()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CheckpointKey.task(TASK).name()).isInstanceOf(IllegalStateException.class);
        assertThat(CheckpointKey.sink(TASK, "s").name()).isEqualTo("s");
    }

    @Provide
    static Arbitrary<CheckpointKey> keys() {
        Arbitrary<TaskKey> tasks = Combinators.combine(
                        names(), Arbitraries.integers().greaterOrEqual(0))
                .as(TaskKey::new);
        return Arbitraries.oneOf(
                tasks.map(CheckpointKey::task),
                Combinators.combine(tasks, names()).as(CheckpointKey::sink),
                Combinators.combine(tasks, names()).as(CheckpointKey::source),
                Arbitraries.just(CheckpointKey.query()));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab%/2F5-_.ü€ \n").ofMinLength(1).ofMaxLength(6);
    }
}

package dev.headrace.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {

    @Test
    void readsWhatItWrites() {
        TaskId id = new TaskId(3, 14);

        assertThat(id).hasToString("3_14");
        assertThat(TaskId.parse("3_14")).isEqualTo(id).hasSameHashCodeAs(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "0", "0_", "_1", "-1_0", "+1_0", "0_-1", "0_1_2", "a_b", " 0_1", "0_4294967296"})
    void refusesTextThatIsNotATaskId(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskId.parse(text))
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void isOrderedBySubtopologyThenByPartition() {
        assertThat(List.of(new TaskId(1, 0), new TaskId(0, 10), new TaskId(0, 9)).stream()
                        .sorted())
                .containsExactly(new TaskId(0, 9), new TaskId(0, 10), new TaskId(1, 0));
    }
}

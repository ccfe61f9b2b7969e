package dev.headrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SourcePositionTest {

    @Test
    void numbersComeBack() {
        assertThat(SourcePosition.of(0).asLong()).isZero();
        assertThat(SourcePosition.of(Long.MAX_VALUE).asLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(new SourcePosition(SourcePosition.of(42).json())).isEqualTo(SourcePosition.of(42));
    }

    @Test
    void otherTextIsNoNumber() {
        assertThatThrownBy(() -> new SourcePosition("{\"file\":\"a.json\"}").asLong())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot read the source position {\"file\":\"a.json\"}: it is not a number");
    }

    @Test
    void severalNumbersComeBack() {
        assertThat(SourcePosition.ofNumbers(3, -1, Long.MAX_VALUE).json()).isEqualTo("[3,-1,9223372036854775807]");
        assertThat(SourcePosition.ofNumbers(3, -1, Long.MAX_VALUE).asNumbers(3)).containsExactly(3, -1, Long.MAX_VALUE);
        assertThat(new SourcePosition(" [3, 4]").asNumbers(2)).containsExactly(3, 4);
    }

    @Test
    void moreOrFewerNumbersAreRefused() {
        assertThatThrownBy(() -> SourcePosition.ofNumbers(3, 4).asNumbers(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot read the source position [3,4]: it is not 3 numbers");
        assertThatThrownBy(() -> new SourcePosition("[3,x]").asNumbers(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot read the source position [3,x]: it is not 2 numbers");
    }

    @Test
    void emptyTextIsRefused() {
        assertThatThrownBy(() -> new SourcePosition(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitOfNoRecordsIsRefused() {
        assertThatThrownBy(() -> ReadLimit.records(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot limit reading to 0 records: allow 1 at least");
    }
}

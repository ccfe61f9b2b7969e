package dev.headrace.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WindowTest {

    @Test
    void leavesTheEndOfATimeWindowToTheNext() {
        assertThat(new TimeWindow(0, 10).overlap(new TimeWindow(10, 20))).isFalse();
        assertThat(new TimeWindow(0, 10).overlap(new TimeWindow(9, 20))).isTrue();
        assertThat(new TimeWindow(9, 20).overlap(new TimeWindow(0, 10))).isTrue();
    }

    @Test
    void countsTheEndOfASessionIn() {
        assertThat(new SessionWindow(0, 10).overlap(new SessionWindow(10, 20))).isTrue();
        assertThat(new SessionWindow(0, 10).overlap(new SessionWindow(11, 20))).isFalse();
        assertThat(new SessionWindow(11, 20).overlap(new SessionWindow(0, 10))).isFalse();
    }

    @Test
    void isNeverEqualToAWindowOfAnotherKind() {
        assertThat((Window) new TimeWindow(0, 10)).isNotEqualTo(new SessionWindow(0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(0, 10).overlap(new SessionWindow(0, 10)));
    }

    @Test
    void refusesImpossibleBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionWindow(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionWindow(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(1, 1));
        assertThat(new SessionWindow(1, 1).end()).isEqualTo(1);
    }
}

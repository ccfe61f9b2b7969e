package dev.headrace.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    @Test
    void rowsAreEvenlyApart() {
        Pace pace = new Pace(4, 0);

        assertThat(LongStream.range(0, 6).map(pace::timeMsOf)).containsExactly(0L, 250L, 500L, 750L, 1_000L, 1_250L);
        assertThat(pace.rowsAfter(-1)).isZero();
        assertThat(pace.rowsAfter(999)).isEqualTo(3);
        assertThat(pace.rowsAfter(1_000)).isEqualTo(4);
    }

    /** The numbers of Structured Streaming. */
    @Test
    void speedIsRampedUpSecondBySecond() {
        assertThat(LongStream.rangeClosed(0, 6).map(s -> new Pace(10, 4).rowsAfter(s * 1_000)))
                .containsExactly(0L, 2L, 6L, 12L, 20L, 30L, 40L);
        assertThat(LongStream.rangeClosed(0, 4).map(s -> new Pace(5, 2).rowsAfter(s * 1_000)))
                .containsExactly(0L, 1L, 3L, 8L, 13L);
    }

    @Test
    void speedThatIsTooLowToBeRampedUpBeginsAtOnce() {
        Pace pace = new Pace(1, 3);

        assertThat(pace.rowsAfter(3_000)).isZero();
        assertThat(pace.timeMsOf(0)).isEqualTo(3_000);
        assertThat(pace.timeMsOf(2)).isEqualTo(5_000);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "7,0", "1000,0", "10,4", "5,2", "1,3", "3333,60", "100000,7"})
    void rowIsDueWhenItsTimeHasPassedAndNotBefore(long rowsPerSecond, long rampUpSeconds) {
        Pace pace = new Pace(rowsPerSecond, rampUpSeconds);
        long before = 0;
        for (long row = 0; row < 5_000; row++) {
            long timeMs = pace.timeMsOf(row);
            assertThat(timeMs).isGreaterThanOrEqualTo(before);
            assertThat(pace.rowsAfter(timeMs)).isLessThanOrEqualTo(row + 1 + rowsPerSecond / 1_000);
            assertThat(pace.rowsAfter(timeMs + 1_000 * (rampUpSeconds + 1) + 1)).isGreaterThan(row);
            before = timeMs;
        }
    }
}

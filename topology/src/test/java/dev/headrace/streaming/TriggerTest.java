package dev.headrace.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {

    @Test
    void intervalsAreTextsOrDurations() {
        assertThat(Trigger.continuous("1 second")).isEqualTo(Trigger.continuous(Duration.ofSeconds(1)));
        assertThat(Trigger.processingTime("1 second")).isEqualTo(Trigger.processingTime(Duration.ofSeconds(1)));
        assertThat(Trigger.processingTime("0 seconds")).isEqualTo(new Trigger.ProcessingTime(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuous(PT0.1S)", "processingTime(PT1M)", "once", "availableNow"})
    void isReadAsItPrints(String text) {
        assertThat(Trigger.of(text)).hasToString(text);
    }

    @Test
    void isReadAsPeopleWriteIt() {
        assertThat(Trigger.of(" Continuous( 250 milliseconds ) "))
                .isEqualTo(Trigger.continuous(Duration.ofMillis(250)));
        assertThat(Trigger.of("availablenow()")).isEqualTo(Trigger.availableNow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sometimes", "once(1 second)", "processingTime", "continuous()", "processingTime(soon)"})
    void refusesWhatIsNoTrigger(String text) {
        assertThatThrownBy(() -> Trigger.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNegativeIntervals() {
        assertThatThrownBy(() -> Trigger.continuous(Duration.ofMillis(-1)))
                .hasMessage("Cannot commit every PT-0.001S: it is negative");
        assertThatThrownBy(() -> Trigger.processingTime("-1 second")).hasMessageContaining("negative");
    }

    @ParameterizedTest
    @CsvSource({
        "10 seconds, PT10S",
        "interval 1 hour 30 minutes, PT1H30M",
        "1 DAY, P1D",
        "2 weeks, P14D",
        "500 milliseconds, PT0.5S",
        "7 microseconds, PT0.000007S",
        "1 hour -1 minute, PT59M",
        "PT1.5S, PT1.5S"
    })
    void readsIntervals(String text, Duration expected) {
        assertThat(Intervals.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "second",
                "1 month",
                "1 fortnight",
                "1 second!",
                "1 second and 2 minutes",
                "P1Y",
                "99999999999999999999 days"
            })
    void refusesWhatIsNoIntervalOfFixedLength(String text) {
        assertThatThrownBy(() -> Intervals.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read the interval '" + text + "'");
    }
}

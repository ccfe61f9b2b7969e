package dev.headrace.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.streaming.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TriggerOptionTest {

    @Test
    void readsTriggersAndTimes() {
        assertThat(TriggerOption.of("continuous").trigger()).isEqualTo(Trigger.continuous(Duration.ofMillis(100)));
        assertThat(TriggerOption.of("available-now").trigger()).isEqualTo(Trigger.availableNow());
        assertThat(TriggerOption.of("1s").trigger()).isEqualTo(Trigger.processingTime(Duration.ofSeconds(1)));
        assertThat(TriggerOption.duration("1h30m")).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void passesTriggersToTheWorkerAsText() {
        for (String text : new String[] {"continuous", "available-now", "1.5s"}) {
            Trigger trigger = TriggerOption.of(text).trigger();
            assertThat(Trigger.of(trigger.toString())).isEqualTo(trigger);
        }
    }

    @Test
    void saysHowATimeIsWritten() {
        assertThatThrownBy(() -> TriggerOption.of("soon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot read 'soon' as a time: write for example 1s, 30s or 2m");
    }
}

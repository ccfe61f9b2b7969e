package dev.headrace.runtime.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.streaming.StreamingQueryStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private static final StreamingQueryStatus NO_DATA =
            new StreamingQueryStatus("Waiting for data to arrive", false, false);
    private static final StreamingQueryStatus PROCESSING = new StreamingQueryStatus("Processing new data", true, true);

    private final Activity planning = new Activity(true);
    private final Activity continuous = new Activity(false);

    @Test
    void planOpensForInputThatIsThere() {
        assertThat(Activity.of(List.of(planning))).isEqualTo(NO_DATA);
        planning.opened();
        assertThat(Activity.of(List.of(planning))).isEqualTo(PROCESSING);
        planning.committed();
        planning.closed();
        assertThat(Activity.of(List.of(planning)))
                .isEqualTo(new StreamingQueryStatus("Waiting for next trigger", true, false));
        planning.idle();
        assertThat(Activity.of(List.of(planning))).isEqualTo(NO_DATA);
    }

    @Test
    void continuousEpochIsOpenWhateverComes() {
        continuous.opened();
        assertThat(Activity.of(List.of(continuous)))
                .isEqualTo(new StreamingQueryStatus("Waiting for data to arrive", false, true));
        continuous.committed();
        assertThat(Activity.of(List.of(continuous))).isEqualTo(PROCESSING);
    }

    @Test
    void queryWorksIfOneOfItsWorkersDoes() {
        planning.opened();

        assertThat(Activity.of(List.of(new Activity(true), planning))).isEqualTo(PROCESSING);
    }
}

package dev.headrace.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine as it is passes every schedule that its mutants have to fail. */
@Timeout(300)
class ScheduleTest {

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void theEnginePasses(Schedule schedule) {
        Inspection inspection = new Inspection(Sabotage::new, complaint -> false);
        schedule.run(inspection);
        assertThat(inspection.complaints()).isEmpty();
        assertThat(inspection.variants()).isPositive();
    }
}

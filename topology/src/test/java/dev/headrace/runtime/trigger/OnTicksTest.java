package dev.headrace.runtime.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OnTicksTest {

    private final OnTicks ticks = new OnTicks(1_000);

    @Test
    void firstEpochOpensAsSoonAsThereIsInput() {
        assertThat(ticks.opens(300)).isTrue();
        ticks.idle(300);
        assertThat(ticks.nextMs()).isEqualTo(Long.MAX_VALUE);
        assertThat(ticks.opens(400)).isTrue();

        ticks.opened(400);
        assertThat(ticks.opens(999)).isFalse();
        assertThat(ticks.nextMs()).isEqualTo(1_000);
    }

    @Test
    void ticksThatPassedCollapseIntoOne() {
        ticks.opened(0);

        assertThat(ticks.opens(4_200)).isTrue();
        ticks.opened(4_200);
        assertThat(ticks.opens(4_900)).isFalse();
        assertThat(ticks.opens(5_000)).isTrue();
    }

    @Test
    void tickWithoutInputPasses() {
        ticks.opened(0);
        ticks.idle(1_000);

        assertThat(ticks.opens(1_500)).isFalse();
        assertThat(ticks.opens(2_000)).isTrue();
    }

    @Test
    void epochThatFailedIsRepeatedAtOnce() {
        ticks.opened(0);
        ticks.failed();

        assertThat(ticks.opens(1)).isTrue();
    }

    @Test
    void everyMomentIsATickWithoutAnInterval() {
        OnTicks always = new OnTicks(0);
        always.opened(5);

        assertThat(always.opens(5)).isTrue();
        assertThat(always.nextMs()).isEqualTo(Long.MAX_VALUE);
    }
}

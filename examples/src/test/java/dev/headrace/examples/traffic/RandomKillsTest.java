package dev.headrace.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RandomKillsTest {

    private final AtomicInteger killed = new AtomicInteger();
    private final Chaos chaos = new RandomKills(new SplittableRandom(3), killed::incrementAndGet);

    @Test
    void sparesAWorkerThatHasCommittedNothing() {
        run(0, 60_000, 0);

        assertThat(killed).hasValue(0);
    }

    @Test
    void killsOnceSoonAfterACommit() {
        run(0, 60_000, 5);

        assertThat(killed).hasValue(1);
        assertThat(chaos.kills()).isEqualTo(1);
    }

    @Test
    void killsAgainAfterTheNextCommit() {
        run(0, 2_000, 5);
        run(2_000, 4_000, 6);
        run(4_000, 6_000, 7);

        assertThat(killed).hasValue(3);
    }

    private void run(long fromMs, long toMs, long counted) {
        for (long nowMs = fromMs; nowMs < toMs; nowMs += 100) {
            chaos.tick(nowMs, counted);
        }
    }
}

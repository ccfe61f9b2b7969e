package dev.headrace.examples.traffic;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Kills the worker at a random moment after it has committed something, so that it dies at work, again and again. */
final class RandomKills implements Chaos {

    private static final int DELAY_MS_MAX = 1_500;

    private final RandomGenerator random;
    private final Runnable kill;
    private OptionalLong dueMs = OptionalLong.empty();
    private long countedAtKill;
    private int kills;

    /** A plan of which nothing has happened yet. */
    RandomKills(RandomGenerator random, Runnable kill) {
        this.random = random;
        this.kill = kill;
    }

    @Override
    public void tick(long nowMs, long counted) {
        if (dueMs.isEmpty() && counted > countedAtKill) {
            dueMs = OptionalLong.of(nowMs + random.nextInt(DELAY_MS_MAX));
        }
        if (dueMs.isPresent() && nowMs >= dueMs.getAsLong()) {
            kill.run();
            kills++;
            countedAtKill = counted;
            dueMs = OptionalLong.empty();
        }
    }

    @Override
    public int kills() {
        return kills;
    }
}

package dev.headrace.testkit;

import dev.headrace.port.Ids;
import java.util.UUID;

/** Identities that are the same for the same seed. */
final class SeededIds implements Ids {

    private final long seed;
    private long given;

    SeededIds(long seed) {
        this.seed = seed;
    }

    @Override
    public UUID next() {
        return new UUID(seed, ++given);
    }
}

package dev.headrace.examples.shop;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Makes the events of a few hundred visitors who are in the shop at the same time. */
public final class EventGenerator {

    private static final int VISITORS = 300;

    private final SplittableRandom random;
    private final LongSupplier clockMicros;
    private final Visit[] visits = new Visit[VISITORS];
    private long users;

    /**
     * The same visitors for the same seed.
     *
     * @param clockMicros tells the time in microseconds since 1970
     */
    public EventGenerator(long seed, LongSupplier clockMicros) {
        this.random = new SplittableRandom(seed);
        this.clockMicros = clockMicros;
        for (int i = 0; i < VISITORS; i++) {
            visits[i] = newVisit();
        }
    }

    /** What one of the visitors does next. */
    public Event next() {
        int visitor = random.nextInt(VISITORS);
        Event event = visits[visitor].advance(clockMicros.getAsLong());
        if (visits[visitor].isOver()) {
            visits[visitor] = newVisit();
        }
        return event;
    }

    private Visit newVisit() {
        return new Visit(String.format("UA%09d", users++), random, clockMicros.getAsLong());
    }
}

package dev.headrace.rows.data;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Moments as microseconds since 1970. */
public final class Micros {

    /** How many there are in a second. */
    public static final long PER_SECOND = 1_000_000;

    private static final int NANOS = 1_000;

    private Micros() {}

    /** Since 1970, rounded down. */
    public static long of(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), PER_SECOND), moment.getNano() / NANOS);
    }

    /** Since 1970, were it the time of Greenwich. */
    public static long of(LocalDateTime local) {
        return of(local.toInstant(ZoneOffset.UTC));
    }

    /** The moment that many microseconds after 1970 began. */
    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }

    /** What calendar and clock of Greenwich show then. */
    public static LocalDateTime toLocal(long micros) {
        return LocalDateTime.ofInstant(toInstant(micros), ZoneOffset.UTC);
    }
}

package dev.headrace.rows.avro;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Moments as microseconds since 1970. */
final class Micros {

    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    private Micros() {}

    static long of(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), PER_SECOND), moment.getNano() / NANOS);
    }

    static long of(LocalDateTime local) {
        return of(local.toInstant(ZoneOffset.UTC));
    }

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }

    static LocalDateTime toLocal(long micros) {
        return LocalDateTime.ofInstant(toInstant(micros), ZoneOffset.UTC);
    }
}

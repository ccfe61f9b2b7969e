package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.PartitionLog;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigException;

/** Where a consumer starts that has no position. */
record OffsetReset(Kind kind, Duration back) {

    enum Kind {
        EARLIEST,
        LATEST,
        BY_DURATION,
        NONE
    }

    static final OffsetReset EARLIEST = new OffsetReset(Kind.EARLIEST, Duration.ZERO);
    static final OffsetReset LATEST = new OffsetReset(Kind.LATEST, Duration.ZERO);

    private static final String BY_DURATION_PREFIX = "by_duration:";

    static OffsetReset of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(BY_DURATION_PREFIX)) {
            return new OffsetReset(Kind.BY_DURATION, Duration.parse(text.substring(BY_DURATION_PREFIX.length())));
        }
        return switch (lower) {
            case "earliest" -> EARLIEST;
            case "latest" -> LATEST;
            case "none" -> new OffsetReset(Kind.NONE, Duration.ZERO);
            default -> throw new ConfigException(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, text);
        };
    }

    boolean isNone() {
        return kind == Kind.NONE;
    }

    long position(PartitionLog log, boolean readCommitted, long nowMs) {
        return switch (kind) {
            case EARLIEST -> log.startOffset();
            case LATEST, NONE -> log.endFor(readCommitted);
            case BY_DURATION -> {
                long end = log.endFor(readCommitted);
                int index = log.indexOfTime(nowMs - back.toMillis(), end);
                yield index < 0 ? end : log.entryAt(index).offset();
            }
        };
    }
}

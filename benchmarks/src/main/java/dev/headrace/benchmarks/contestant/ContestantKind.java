package dev.headrace.benchmarks.contestant;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who can take part. */
public enum ContestantKind {
    /** kafka-clients and a loop written by hand: what the work costs when nothing helps. */
    BARE(new BareContestant()),
    /** Kafka Streams. */
    KAFKA_STREAMS(new KafkaStreamsContestant()),
    /** Headrace. */
    HEADRACE(new HeadraceContestant());

    private final Contestant contestant;

    ContestantKind(Contestant contestant) {
        this.contestant = contestant;
    }

    Contestant contestant() {
        return contestant;
    }

    /** The name on a command line and in tables, for example {@code kafka-streams}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The contestant of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ContestantKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Cannot run contestant '" + id + "': there are "
                        + Arrays.stream(values()).map(ContestantKind::id).collect(Collectors.joining(", "))));
    }
}

package dev.headrace.topology;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where reading of a topic starts when no position is committed. */
public final class AutoOffsetReset {

    /** The kinds of start. */
    public enum Strategy {
        /** Nowhere: a missing position is an error. */
        NONE,
        /** At the oldest record. */
        EARLIEST,
        /** Behind the newest record. */
        LATEST,
        /** At the first record that is not older than a duration before now. */
        BY_DURATION
    }

    /** Of a source that leaves the choice to the options of the query. */
    static final @Nullable AutoOffsetReset DEFAULT = null;

    private final Strategy strategy;
    private final @Nullable Duration duration;

    private AutoOffsetReset(Strategy strategy, @Nullable Duration duration) {
        this.strategy = strategy;
        this.duration = duration;
    }

    /** A missing position is an error. */
    public static AutoOffsetReset none() {
        return new AutoOffsetReset(Strategy.NONE, null);
    }

    /** Starts at the oldest record. */
    public static AutoOffsetReset earliest() {
        return new AutoOffsetReset(Strategy.EARLIEST, null);
    }

    /** Starts behind the newest record. */
    public static AutoOffsetReset latest() {
        return new AutoOffsetReset(Strategy.LATEST, null);
    }

    /**
     * Starts at the first record that is not older than {@code duration} before now.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public static AutoOffsetReset byDuration(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Cannot start reading " + duration + " ago: the duration is negative");
        }
        return new AutoOffsetReset(Strategy.BY_DURATION, duration);
    }

    @SuppressWarnings("deprecation")
    static @Nullable AutoOffsetReset of(Topology.@Nullable AutoOffsetReset former) {
        if (former == null) {
            return null;
        }
        return former == Topology.AutoOffsetReset.EARLIEST ? earliest() : latest();
    }

    /** The kind of start. */
    public Strategy strategy() {
        return strategy;
    }

    /** How long before now; empty unless the start is {@link Strategy#BY_DURATION}. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(duration);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AutoOffsetReset that
                && strategy == that.strategy
                && Objects.equals(duration, that.duration);
    }

    @Override
    public int hashCode() {
        return Objects.hash(strategy, duration);
    }

    @Override
    public String toString() {
        return duration == null ? strategy.name() : strategy + ":" + duration;
    }
}

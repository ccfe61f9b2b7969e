package dev.headrace.streaming;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an epoch opens, where its input ends and when it closes. Nothing else differs between continuous and micro-batch
 * processing, so the same topology may be stopped under one trigger and restarted under another.
 */
public sealed interface Trigger {

    /** Records flow as they arrive; what they did is committed whenever {@code commitInterval} has passed. */
    static Trigger continuous(Duration commitInterval) {
        return new Continuous(commitInterval);
    }

    /**
     * As {@link #continuous(Duration)}.
     *
     * @param commitInterval for example {@code "1 second"}
     * @throws IllegalArgumentException if it is not an interval
     */
    static Trigger continuous(String commitInterval) {
        return new Continuous(Intervals.parse(commitInterval));
    }

    /**
     * One epoch per {@code interval}, on a grid aligned to 1970; ticks that were missed collapse into one. With
     * {@link Duration#ZERO} an epoch opens as soon as there is input.
     */
    static Trigger processingTime(Duration interval) {
        return new ProcessingTime(interval);
    }

    /**
     * As {@link #processingTime(Duration)}.
     *
     * @param interval for example {@code "1 second"}, {@code "10 minutes"}
     * @throws IllegalArgumentException if it is not an interval
     */
    static Trigger processingTime(String interval) {
        return new ProcessingTime(Intervals.parse(interval));
    }

    /** One epoch with everything there is, rate limits ignored; then the query ends. */
    static Trigger once() {
        return new Once();
    }

    /** Epochs that honour rate limits, up to the end that the sources have at start; then the query ends. */
    static Trigger availableNow() {
        return new AvailableNow();
    }

    /**
     * Reads a trigger as it prints: {@code "continuous(100 milliseconds)"}, {@code "processingTime(1 second)"},
     * {@code "once"}, {@code "availableNow"}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static Trigger of(String text) {
        Matcher call = Pattern.compile("(\\w+)\\s*(?:\\((.*)\\))?").matcher(text.strip());
        String kind = call.matches() ? call.group(1).toLowerCase(Locale.ROOT) : "";
        String interval =
                kind.isEmpty() || call.group(2) == null ? "" : call.group(2).strip();
        if (kind.equals("continuous") && !interval.isEmpty()) {
            return continuous(interval);
        }
        if (kind.equals("processingtime") && !interval.isEmpty()) {
            return processingTime(interval);
        }
        if (kind.equals("once") && interval.isEmpty()) {
            return once();
        }
        if (kind.equals("availablenow") && interval.isEmpty()) {
            return availableNow();
        }
        throw new IllegalArgumentException("Cannot use trigger '" + text
                + "': write continuous(100 milliseconds), processingTime(1 second), once or availableNow");
    }

    /**
     * Records flow as they arrive.
     *
     * @param commitInterval the time between two commits; zero commits after every step
     */
    record Continuous(Duration commitInterval) implements Trigger {

        /** Refuses a negative interval. */
        public Continuous {
            if (commitInterval.isNegative()) {
                throw new IllegalArgumentException("Cannot commit every " + commitInterval + ": it is negative");
            }
        }

        @Override
        public String toString() {
            return "continuous(" + commitInterval + ")";
        }
    }

    /**
     * One epoch per interval.
     *
     * @param interval the distance of the grid's ticks; zero for as soon as there is input
     */
    record ProcessingTime(Duration interval) implements Trigger {

        /** Refuses a negative interval. */
        public ProcessingTime {
            if (interval.isNegative()) {
                throw new IllegalArgumentException("Cannot open an epoch every " + interval + ": it is negative");
            }
        }

        @Override
        public String toString() {
            return "processingTime(" + interval + ")";
        }
    }

    /** One epoch with everything there is. */
    record Once() implements Trigger {

        @Override
        public String toString() {
            return "once";
        }
    }

    /** Everything there is, in as many epochs as rate limits ask for. */
    record AvailableNow() implements Trigger {

        @Override
        public String toString() {
            return "availableNow";
        }
    }
}

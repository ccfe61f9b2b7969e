package dev.headrace.examples.traffic;

import dev.headrace.streaming.Trigger;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * A trigger as it is written on the command line.
 *
 * @param text what the user wrote
 */
record TriggerOption(String text, Trigger trigger) {

    /**
     * Reads {@code continuous}, {@code available-now} or an interval such as {@code 1s}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static TriggerOption of(String text) {
        return switch (text) {
            case "continuous" -> new TriggerOption(text, Trigger.continuous(Duration.ofMillis(100)));
            case "available-now" -> new TriggerOption(text, Trigger.availableNow());
            default -> new TriggerOption(text, Trigger.processingTime(duration(text)));
        };
    }

    /**
     * Reads a time such as {@code 30s}, {@code 2m}, {@code 1.5s} or {@code 1h30m}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Cannot read '" + text + "' as a time: write for example 1s, 30s or 2m", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}

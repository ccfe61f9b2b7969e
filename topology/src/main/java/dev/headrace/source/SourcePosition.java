package dev.headrace.source;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A place between two records of one partition of a source. Only the source understands it: the engine stores it in the
 * checkpoint, hands it back, and compares it for equality of its text. So a source writes the same place always in the same
 * way. It says everything that is needed to read on from there, in another process and after years; it is part of every
 * commit, so it stays small.
 *
 * @param json the place as JSON text
 */
public record SourcePosition(String json) {

    public SourcePosition {
        if (json.isBlank()) {
            throw new IllegalArgumentException("Cannot make a source position: its text is empty");
        }
    }

    /** The place of a source that counts: {@code number} records, bytes or ticks lie before it. */
    public static SourcePosition of(long number) {
        return new SourcePosition(Long.toString(number));
    }

    /**
     * The number that {@link #of} was given.
     *
     * @throws IllegalStateException if this place is not a number
     */
    public long asLong() {
        try {
            return Long.parseLong(json);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("Cannot read the source position " + json + ": it is not a number", e);
        }
    }

    /** The place of a source that needs several numbers to say it. */
    public static SourcePosition ofNumbers(long... numbers) {
        return new SourcePosition(
                Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]")));
    }

    /**
     * The numbers that {@link #ofNumbers} was given.
     *
     * @param count how many there have to be
     * @throws IllegalStateException if this place is not so many numbers
     */
    public long[] asNumbers(int count) {
        String[] parts = json.replaceAll("[\\[\\]\\s]", "").split(",", -1);
        if (parts.length != count) {
            throw new IllegalStateException(
                    "Cannot read the source position " + json + ": it is not " + count + " numbers");
        }
        try {
            return Arrays.stream(parts).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "Cannot read the source position " + json + ": it is not " + count + " numbers", e);
        }
    }
}

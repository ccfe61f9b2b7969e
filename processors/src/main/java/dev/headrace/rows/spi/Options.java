package dev.headrace.rows.spi;

import dev.headrace.common.NearName;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.streaming.Intervals;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The options of one reader or writer. Keys are found whatever the case of their letters. */
public final class Options {

    private static final Options NONE = new Options(Map.of());

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Options(Map<String, String> values) {
        this.values.putAll(values);
    }

    /** No options. */
    public static Options none() {
        return NONE;
    }

    /** These options. */
    public static Options of(Map<String, String> values) {
        return new Options(values);
    }

    /** These options and one more, which replaces an earlier one of that key. */
    public Options with(String key, String value) {
        Options more = new Options(values);
        more.values.put(key, value);
        return more;
    }

    /** These options but the one of that key. */
    public Options without(String key) {
        Options fewer = new Options(values);
        fewer.values.remove(key);
        return fewer;
    }

    /** All of them; the keys as they were written. */
    public Map<String, String> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /**
     * Refuses keys that are not {@code known}.
     *
     * @param whose what does not know them, for the message: {@code "format csv"}
     * @throws InvalidOptionException if there is one; the message says which names are near
     */
    public void refuseUnknown(Collection<String> known, String whose) {
        for (String key : values.keySet()) {
            if (known.stream().noneMatch(key::equalsIgnoreCase)) {
                throw new InvalidOptionException(
                        "Cannot use option '" + key + "': " + whose + " does not know it" + NearName.hint(key, known));
            }
        }
    }

    /** The text of an option. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** True or false. */
    public boolean flag(String key, boolean otherwise) {
        return read(key, "true or false", Options::parsedFlag).orElse(otherwise);
    }

    /** A whole number. */
    public Optional<Long> number(String key) {
        return read(key, "a whole number", text -> Long.valueOf(text.strip()));
    }

    /** A whole number that is not below {@code least}. */
    public Optional<Long> number(String key, long least) {
        Optional<Long> number = number(key);
        if (number.isPresent() && number.get() < least) {
            throw new InvalidOptionException(
                    "Cannot use option " + key + "=" + number.get() + ": it is " + least + " at least");
        }
        return number;
    }

    /** A whole number from {@code least} to {@code most}. */
    public Optional<Integer> number(String key, int least, int most) {
        Optional<Long> number = number(key, least);
        if (number.isPresent() && number.get() > most) {
            throw new InvalidOptionException(
                    "Cannot use option " + key + "=" + number.get() + ": it is " + most + " at most");
        }
        return number.map(Long::intValue);
    }

    /** A number from 0 to 1. */
    public Optional<Double> fraction(String key) {
        return read(key, "a number from 0 to 1", text -> {
            double fraction = Double.parseDouble(text.strip());
            if (fraction >= 0 && fraction <= 1) {
                return fraction;
            }
            throw new IllegalArgumentException("outside of its range");
        });
    }

    /** A length of time, as {@link Intervals#parse} reads it; {@code 7d}, {@code 12h}, {@code 30m}, {@code 10s} too. */
    public Optional<Duration> duration(String key) {
        return read(key, "a length of time such as '10 seconds'", Options::parsedDuration);
    }

    /** One of some names, whatever the case of its letters. */
    public <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
        return read(key, "one of " + Arrays.toString(type.getEnumConstants()), text -> {
            for (E each : type.getEnumConstants()) {
                if (each.name().equalsIgnoreCase(text.strip())) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no such name");
        });
    }

    private <T> Optional<T> read(String key, String expected, Function<String, T> reader) {
        return text(key).map(text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new InvalidOptionException(
                        "Cannot use option " + key + "='" + text + "': it has to be " + expected, e);
            }
        });
    }

    private static Boolean parsedFlag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Duration parsedDuration(String text) {
        String given = text.strip();
        return given.matches("\\d+[smhdSMHD]")
                ? Duration.parse(given.toLowerCase(Locale.ROOT).endsWith("d") ? "P" + given : "PT" + given)
                : Intervals.parse(given);
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}

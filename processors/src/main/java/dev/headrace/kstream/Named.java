package dev.headrace.kstream;

import dev.headrace.errors.TopologyException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of an operation: its node in the topology is called so. */
public final class Named implements NamedOperation<Named> {

    private static final int LONGEST_NAME = 249;
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final Named GENERATED = new Named(null);

    private final @Nullable String name;

    private Named(@Nullable String name) {
        this.name = name;
    }

    /**
     * A name of ASCII letters, digits, '.', '_' and '-', 249 at most.
     *
     * @throws TopologyException if it is not such a name
     */
    public static Named as(String name) {
        return new Named(validated(Objects.requireNonNull(name, "name cannot be null")));
    }

    @Override
    public Named withName(String name) {
        return as(name);
    }

    /** For an operation that was given no name. */
    static Named generated() {
        return GENERATED;
    }

    /** For an operation that may have been given a name. */
    static Named ofNullable(@Nullable String name) {
        return name == null ? GENERATED : as(name);
    }

    /** The name, or {@code generated} if none was given. */
    String orElse(String generated) {
        return name == null ? generated : name;
    }

    /** The name, or what {@code generator} makes if none was given. */
    String orElseGet(Supplier<String> generator) {
        return name == null ? generator.get() : name;
    }

    static String validated(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new TopologyException("Cannot name an operation '" + name + "': give letters or digits");
        }
        if (name.length() > LONGEST_NAME) {
            throw new TopologyException("Cannot name an operation '" + name + "': " + name.length()
                    + " characters are too many, at most " + LONGEST_NAME + " are allowed");
        }
        if (!LEGAL.matcher(name).matches()) {
            throw new TopologyException("Cannot name an operation '" + name
                    + "': only ASCII letters, digits, '.', '_' and '-' are allowed");
        }
        return name;
    }
}

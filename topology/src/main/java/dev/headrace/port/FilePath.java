package dev.headrace.port;

import org.jspecify.annotations.Nullable;

/**
 * Where a file or a directory is: a plain path, or one with a scheme ({@code file:/data}, {@code hdfs://host/data}). Names are
 * parted by {@code /}, without one at the end.
 */
public record FilePath(String location) implements Comparable<FilePath> {

    private static final String HERE = ".";

    public FilePath {
        if (location.isBlank()) {
            throw new IllegalArgumentException("Cannot name a file: the path is empty");
        }
        while (location.length() > 1 && location.endsWith("/")) {
            location = location.substring(0, location.length() - 1);
        }
    }

    /** The path that {@code location} spells. */
    public static FilePath of(String location) {
        return new FilePath(location);
    }

    /** What is called {@code name} in this directory; {@code name} may itself have several parts. */
    public FilePath child(String name) {
        return new FilePath(location.endsWith("/") ? location + name : location + "/" + name);
    }

    /** The last part. */
    public String name() {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The directory that this is in; null for the top of a tree. */
    public @Nullable FilePath parent() {
        int slash = location.lastIndexOf('/');
        if (slash < 0) {
            return location.equals(HERE) || !scheme().isEmpty() ? null : new FilePath(HERE);
        }
        if (slash == 0) {
            return location.equals("/") ? null : new FilePath("/");
        }
        char before = location.charAt(slash - 1);
        return before == '/' || before == ':' ? null : new FilePath(location.substring(0, slash));
    }

    /** Whether {@code directory} holds this, at any depth. */
    public boolean isBelow(FilePath directory) {
        String prefix = directory.location.endsWith("/") ? directory.location : directory.location + "/";
        return location.startsWith(prefix) && location.length() > prefix.length();
    }

    /** What stands before the first colon if it can be a scheme; empty for a plain path. */
    public String scheme() {
        int colon = location.indexOf(':');
        return colon > 1 && location.substring(0, colon).matches("[a-zA-Z][a-zA-Z0-9+.-]*")
                ? location.substring(0, colon)
                : "";
    }

    @Override
    public int compareTo(FilePath other) {
        return location.compareTo(other.location);
    }

    @Override
    public String toString() {
        return location;
    }
}

package dev.headrace.streaming;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads where a directory is. */
final class Locations {

    private static final Pattern URI_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    private Locations() {}

    /** A path, or a URI of the local file system. */
    static Path localPath(String location) {
        if (location.isBlank()) {
            throw new IllegalArgumentException("Cannot use checkpointLocation: it is blank");
        }
        if (!URI_SCHEME.matcher(location).matches()) {
            return Path.of(location);
        }
        URI uri = URI.create(location);
        if (!"file".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("Cannot use checkpointLocation=" + location
                    + ": the directory commit log lives in the local file system; write a path");
        }
        return Path.of(uri.getPath());
    }
}

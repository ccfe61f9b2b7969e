package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.rows.spi.Options;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files may be passed over that cannot be read to their end.
 *
 * @param ofDamaged whether those that are damaged
 * @param ofMissing whether those that are gone when they are to be read
 */
record Tolerance(boolean ofDamaged, boolean ofMissing) {

    static final Set<String> OPTIONS = Set.of("ignoreCorruptFiles", "ignoreMissingFiles");

    private static final Logger LOG = LoggerFactory.getLogger(Tolerance.class);

    static Tolerance of(Options options) {
        return new Tolerance(options.flag("ignoreCorruptFiles", false), options.flag("ignoreMissingFiles", false));
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof NoSuchFileException
                || failure instanceof FileNotFoundException
                || (failure.getCause() != null && isMissing(failure.getCause()));
    }

    /**
     * Whether the rest of a file is passed over, which is reported and counted.
     *
     * @param row the first row that was not read
     * @throws IOException if the file is gone and must not be
     */
    boolean passesOver(FileEntry file, long row, Exception failure, ReadCounters counters) throws IOException {
        boolean missing = isMissing(failure);
        if (missing && !ofMissing) {
            throw new IOException(
                    "Cannot read " + file.path() + ": it was there when files were listed and is gone. Put it back, or"
                            + " pass over such files by .option(\"ignoreMissingFiles\", \"true\")",
                    failure);
        }
        if (!missing && !ofDamaged) {
            return false;
        }
        LOG.warn("Passing over {} from row {} on: {}", file.path(), row, missing ? "it is gone" : failure.getMessage());
        counters.add(missing ? "filesMissing" : "filesDamaged", 1);
        return true;
    }
}

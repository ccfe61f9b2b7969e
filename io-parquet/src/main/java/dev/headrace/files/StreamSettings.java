package dev.headrace.files;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.rows.spi.Options;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a stream of files is read.
 *
 * @param partitions how many tasks read
 * @param maxFiles how many files an epoch takes at most; {@link Long#MAX_VALUE} for all
 * @param maxBytes how many bytes an epoch takes about at most, one file at least; {@link Long#MAX_VALUE} for all
 * @param latestFirst whether the newest files come first
 * @param maxFileAge files that are older than the newest by more are ignored
 * @param byName whether files are told apart by their names alone, whatever directory they are in
 * @param cleaning what becomes of files that are read
 * @param archive where they go if they are archived
 * @param tolerance which files may be passed over
 * @param cachedFilesMax how many files of a listing are kept at most for the epochs behind the one that listed
 * @param discardRatio less than this part of what an epoch may read is not kept
 * @param log where batches are written down if not in the checkpoint
 */
record StreamSettings(
        int partitions,
        long maxFiles,
        long maxBytes,
        boolean latestFirst,
        Duration maxFileAge,
        boolean byName,
        Cleaning cleaning,
        @Nullable FilePath archive,
        Tolerance tolerance,
        int cachedFilesMax,
        double discardRatio,
        @Nullable FilePath log) {

    static final Set<String> OPTIONS = Set.of(
            "maxFilesPerTrigger",
            "maxBytesPerTrigger",
            "latestFirst",
            "maxFileAge",
            "fileNameOnly",
            "cleanSource",
            "sourceArchiveDir",
            "maxCachedFiles",
            "discardCachedInputRatio",
            "sourceLog",
            "numPartitions",
            "schemaInference");

    private static final Comparator<FileEntry> LATEST_FIRST =
            Comparator.comparingLong(FileEntry::modifiedMs).reversed().thenComparing(FileEntry::path);

    private static final Duration MAX_FILE_AGE_DEFAULT = Duration.ofDays(7);
    private static final int CACHED_FILES_MAX_DEFAULT = 10_000;
    private static final double DISCARD_RATIO_DEFAULT = 0.2;

    /** What becomes of files that are read and committed. */
    enum Cleaning {
        /** They stay. */
        OFF,
        /** They are moved below the archive, with their path. */
        ARCHIVE,
        /** They are deleted. */
        DELETE
    }

    /** Files that come in the order of a listing, in the order in which they are read. */
    List<FileEntry> inOrder(List<FileEntry> files) {
        return latestFirst ? files.stream().sorted(LATEST_FIRST).toList() : files;
    }

    /**
     * Reads the options.
     *
     * @param listing what is read, so that nothing is archived into it
     */
    static StreamSettings of(Options options, Listing listing) {
        if (options.text("maxFilesPerTrigger").isPresent()
                && options.text("maxBytesPerTrigger").isPresent()) {
            throw new InvalidOptionException(
                    "Cannot use both maxFilesPerTrigger and maxBytesPerTrigger: leave one of them out");
        }
        Cleaning cleaning = options.oneOf("cleanSource", Cleaning.class).orElse(Cleaning.OFF);
        FilePath archive = options.text("sourceArchiveDir").map(FilePath::of).orElse(null);
        if (cleaning == Cleaning.ARCHIVE) {
            if (archive == null) {
                throw new InvalidOptionException(
                        "Cannot archive files: cleanSource=archive needs sourceArchiveDir=<directory>");
            }
            if (listing.reaches(archive)) {
                throw new InvalidOptionException(
                        "Cannot archive files into " + archive + ": what is there can be among " + listing.roots()
                                + ", so it would be read again. Choose another sourceArchiveDir");
            }
        }
        FilePath log = options.text("sourceLog").map(FilePath::of).orElse(null);
        if (log != null && listing.reaches(log)) {
            throw new InvalidOptionException("Cannot use option sourceLog=" + log + ": what is there can be among "
                    + listing.roots() + ", so it would be read as input. Choose another directory");
        }
        boolean latestFirst = options.flag("latestFirst", false);
        boolean limited = options.text("maxFilesPerTrigger").isPresent()
                || options.text("maxBytesPerTrigger").isPresent();
        return new StreamSettings(
                options.number("numPartitions", 1).orElse(1L).intValue(),
                options.number("maxFilesPerTrigger", 1).orElse(Long.MAX_VALUE),
                options.number("maxBytesPerTrigger", 1).orElse(Long.MAX_VALUE),
                latestFirst,
                latestFirst && limited
                        ? Duration.ofMillis(Long.MAX_VALUE)
                        : options.duration("maxFileAge").orElse(MAX_FILE_AGE_DEFAULT),
                options.flag("fileNameOnly", false),
                cleaning,
                archive,
                Tolerance.of(options),
                options.number("maxCachedFiles", 0, Integer.MAX_VALUE).orElse(CACHED_FILES_MAX_DEFAULT),
                options.fraction("discardCachedInputRatio").orElse(DISCARD_RATIO_DEFAULT),
                log);
    }
}

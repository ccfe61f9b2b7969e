package dev.headrace.files;

import dev.headrace.port.FileEntry;
import java.io.IOException;
import java.util.List;

/**
 * The files that come next, in the order in which they are read. What a listing found and an epoch left is kept for the epochs
 * behind it, by the rules of Structured Streaming: so many files at most, only if it is not much less than an epoch may read,
 * and not where the newest come first, since newer ones may be there by then.
 */
final class UnreadFiles {

    private final Listing listing;
    private final StreamSettings settings;
    private List<FileEntry> kept = List.of();

    UnreadFiles(Listing listing, StreamSettings settings) {
        this.listing = listing;
        this.settings = settings;
    }

    /** What was kept. */
    List<FileEntry> kept() {
        return kept;
    }

    /** All that is there now. */
    List<FileEntry> listed() throws IOException {
        return settings.inOrder(listing.files());
    }

    /** An epoch has left {@code rest}; what was kept before is forgotten. */
    void keep(List<FileEntry> rest) {
        kept = settings.latestFirst() || isLittle(rest)
                ? List.of()
                : List.copyOf(rest.subList(0, Math.min(rest.size(), settings.cachedFilesMax())));
    }

    private boolean isLittle(List<FileEntry> rest) {
        if (settings.maxFiles() < Long.MAX_VALUE) {
            return rest.size() < settings.maxFiles() * settings.discardRatio();
        }
        long bytes = rest.stream().mapToLong(FileEntry::length).sum();
        return bytes < settings.maxBytes() * settings.discardRatio();
    }
}

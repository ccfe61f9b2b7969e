package dev.headrace.rows;

import dev.headrace.streaming.StreamingQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a query lives that was given no checkpoint. It goes with the query, and stays for a look where that failed. */
record TemporaryPlace(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryPlace.class);

    static TemporaryPlace make() {
        try {
            return new TemporaryPlace(Files.createTempDirectory("headrace-query"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary checkpoint", e);
        }
    }

    /** Of the commits. */
    Path checkpoint() {
        return directory.resolve("checkpoint");
    }

    /** Of the local stores. */
    Path state() {
        return directory.resolve("state");
    }

    /** The query has ended. */
    void ended(StreamingQuery query) {
        if (query.exception().isPresent()) {
            LOG.info("Query {} failed; its temporary checkpoint stays in {}", query.id(), directory);
        } else {
            delete();
        }
    }

    /** Deletes everything; what cannot be deleted stays, and the log says so. */
    void delete() {
        try {
            Files.walkFileTree(directory, new Deletion());
        } catch (IOException e) {
            LOG.warn("Cannot delete the temporary checkpoint {}; delete it by hand", directory, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}

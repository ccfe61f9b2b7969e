package dev.headrace.examples.usecases;

import dev.headrace.rows.RowStream;
import java.nio.file.Path;

/** Something to do with the events of a web shop, which come as files. */
interface UseCase {

    /** What it does, in a line. */
    String summary();

    /**
     * Runs over the files that are there, and prints what comes of them.
     *
     * @param events with {@code time}, when each was
     * @param home a directory for checkpoint and output
     */
    void run(RowStream events, Path home) throws InterruptedException;
}

package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.Predicate;
import java.util.List;

/**
 * What is to be read of a file.
 *
 * @param wanted the schema of the rows that are returned; what the file does not have is null
 * @param filters rows that do not satisfy all of them may be passed over
 * @param counters count what is passed over
 */
public record FileRead(
        FileTree tree, FileEntry file, Schema wanted, List<Predicate> filters, Options options, ReadCounters counters) {

    public FileRead {
        filters = List.copyOf(filters);
    }
}

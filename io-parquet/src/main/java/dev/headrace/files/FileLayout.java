package dev.headrace.files;

import dev.headrace.port.FilePath;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import java.util.List;

/**
 * What is written where.
 *
 * @param output the directory
 * @param rows the schema of the rows
 * @param inFiles the schema of what the files hold of them
 * @param partitionBy the columns that become directories
 * @param rowsMax how many rows a file has at most
 * @param bytesMax how many bytes a file has about at most
 */
record FileLayout(
        FilePath output,
        FileFormat format,
        Options options,
        Schema rows,
        Schema inFiles,
        List<String> partitionBy,
        long rowsMax,
        long bytesMax) {

    /** Where files lie that nobody may see yet. Names that begin with {@code _} are hidden to every reader. */
    static final String STAGING = "_staging";

    FileLayout {
        partitionBy = List.copyOf(partitionBy);
    }

    /** The path as seen from the output directory, which it is in. */
    String below(FilePath path) {
        return path.location().substring(output.location().length() + 1);
    }

    FilePath staging() {
        return output.child(STAGING);
    }
}

package dev.headrace.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * A file that waits to be published.
 *
 * @param staged its path now, below the output directory
 * @param published its path then, below the output directory
 * @param bytes its length
 * @param checksum CRC-32C of its bytes
 */
record StagedFile(String staged, String published, long bytes, long checksum) {

    static StagedFile of(JsonNode json) {
        return new StagedFile(
                json.required("staged").asText(),
                json.required("published").asText(),
                json.required("bytes").asLong(),
                json.required("crc32c").asLong());
    }

    void writeTo(ObjectNode json) {
        json.put("staged", staged)
                .put("published", published)
                .put("bytes", bytes)
                .put("crc32c", checksum);
    }

    /**
     * What is there has to be what was staged, published by an earlier attempt or by another owner who read the same receipt.
     *
     * @throws IOException if it is something else
     */
    void requireAt(FilePath path, FileTree tree) throws IOException {
        if (!isAt(path, tree)) {
            long length = lengthOf(path, tree);
            throw new IOException("Cannot publish " + path + ": "
                    + (length < 0
                            ? "it was staged and is gone, there and in " + FileLayout.STAGING
                            : "another file is there, of " + length + " bytes instead of " + bytes)
                    + ". Somebody else deleted or wrote files in the directory of this query, or it was started with another"
                    + " directory: give it its own again, restore it from a copy, or begin anew with another directory"
                    + " and checkpoint");
        }
    }

    boolean isAt(FilePath path, FileTree tree) throws IOException {
        return lengthOf(path, tree) == bytes && checksumOf(path, tree) == checksum;
    }

    private static long lengthOf(FilePath path, FileTree tree) throws IOException {
        return tree.entry(path).map(FileEntry::length).orElse(-1L);
    }

    private static long checksumOf(FilePath path, FileTree tree) throws IOException {
        try (CheckedInputStream bytes = new CheckedInputStream(tree.open(path), new CRC32C())) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return bytes.getChecksum().getValue();
        }
    }
}

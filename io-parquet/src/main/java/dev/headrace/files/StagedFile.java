package dev.headrace.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.sink.Receipt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the engine keeps of them until they are published. */
    static Receipt receipt(long epoch, List<StagedFile> files) throws IOException {
        ArrayNode array = JSON.createArrayNode();
        for (StagedFile file : files) {
            array.addObject()
                    .put("staged", file.staged)
                    .put("published", file.published)
                    .put("bytes", file.bytes)
                    .put("crc32c", file.checksum);
        }
        return new Receipt(epoch, JSON.writeValueAsString(array));
    }

    /** The files of a receipt. */
    static List<StagedFile> of(Receipt receipt) throws IOException {
        List<StagedFile> files = new ArrayList<>();
        for (JsonNode file : JSON.readTree(receipt.json())) {
            files.add(new StagedFile(
                    file.required("staged").asText(),
                    file.required("published").asText(),
                    file.required("bytes").asLong(),
                    file.required("crc32c").asLong()));
        }
        return files;
    }

    /**
     * What is there has to be what was staged, published by an earlier attempt or by another owner who read the same receipt.
     *
     * @throws IOException if it is something else
     */
    void requireAt(FilePath path, FileTree tree) throws IOException {
        long length = tree.entry(path).map(FileEntry::length).orElse(-1L);
        if (length != bytes || checksumOf(path, tree) != checksum) {
            throw new IOException("Cannot publish " + path + ": "
                    + (length < 0
                            ? "it was staged and is gone, there and in " + FileLayout.STAGING
                            : "another file is there, of " + length + " bytes instead of " + bytes)
                    + ". Somebody else deleted or wrote files in the directory of this query; restore it from a copy, or"
                    + " begin anew with another directory and checkpoint");
        }
    }

    private static long checksumOf(FilePath path, FileTree tree) throws IOException {
        try (CheckedInputStream bytes = new CheckedInputStream(tree.open(path), new CRC32C())) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return bytes.getChecksum().getValue();
        }
    }
}

package dev.headrace.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.headrace.sink.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
}

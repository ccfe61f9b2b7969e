package dev.headrace.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.sink.Receipt;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What an epoch staged, as a receipt and back. A receipt lists its files. Where that would make it too large for a commit, a
 * manifest beside the staged files does, and the receipt says where that is, its length and checksum, and the last file.
 *
 * <p>Files are published in their order, each for good before the next, and the manifest is deleted after the last. So where
 * the manifest is gone, the last file tells: if it is published all are, and else the manifest was lost.
 *
 * @param listedBytesMax how many bytes the list of files may take in a receipt
 */
record StagedReceipts(FileLayout layout, FileTree tree, int listedBytesMax) {

    /** Several of them fit into a record of Kafka, which takes a million bytes unless told otherwise. */
    static final int LISTED_BYTES_MAX = 256 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] EMPTY_LIST = {'[', ']'};

    /**
     * The receipt of {@code files}.
     *
     * @param manifest where a manifest may go: it is synced then, but its name is not
     */
    Receipt of(long epoch, List<StagedFile> files, FilePath manifest) throws IOException {
        ArrayNode array = JSON.createArrayNode();
        files.forEach(file -> file.writeTo(array.addObject()));
        byte[] list = JSON.writeValueAsBytes(array);
        if (files.size() == 1 || list.length <= listedBytesMax) {
            return new Receipt(epoch, new String(list, StandardCharsets.UTF_8));
        }
        write(manifest, list);
        StagedFile last = files.get(files.size() - 1);
        return new Receipt(epoch, new Manifest(layout.below(manifest), list.length, checksumOf(list), last).json());
    }

    private void write(FilePath manifest, byte[] list) throws IOException {
        try (FileOutput file = tree.create(manifest)) {
            file.write(list);
            file.sync();
        }
    }

    /**
     * The files that wait to be published, in this order; none if all are and the manifest is deleted.
     *
     * @throws IOException if the manifest is damaged, or lost
     */
    List<StagedFile> toPublish(Receipt receipt) throws IOException {
        List<StagedFile> files = files(receipt);
        if (files.isEmpty()) {
            requirePublished(receipt.epoch(), Manifest.of(JSON.readTree(receipt.json())));
        }
        return files;
    }

    private void requirePublished(long epoch, Manifest manifest) throws IOException {
        FilePath last = layout.output().child(manifest.last.published());
        if (!manifest.last.isAt(last, tree)) {
            throw new IOException("Cannot publish epoch " + epoch + ": " + path(manifest)
                    + ", which lists its files, is gone, and the last of them is not at " + last
                    + ". Somebody else deleted or wrote files in the directory of this query; restore it from a copy, or"
                    + " begin anew with another directory and checkpoint");
        }
    }

    /**
     * The files that it lists, itself or in its manifest; none if that is gone.
     *
     * @throws IOException if the manifest is damaged
     */
    List<StagedFile> files(Receipt receipt) throws IOException {
        JsonNode json = JSON.readTree(receipt.json());
        return list(json.isArray() ? json : JSON.readTree(read(Manifest.of(json))));
    }

    /** Where its manifest is, if it has one. */
    Optional<FilePath> manifest(Receipt receipt) throws IOException {
        JsonNode json = JSON.readTree(receipt.json());
        return json.isArray() ? Optional.empty() : Optional.of(path(Manifest.of(json)));
    }

    /** Deletes the manifest, if it has one: nothing that it lists is needed any more. */
    void done(Receipt receipt) throws IOException {
        Optional<FilePath> manifest = manifest(receipt);
        if (manifest.isPresent()) {
            tree.delete(manifest.get());
        }
    }

    private byte[] read(Manifest manifest) throws IOException {
        byte[] list;
        try {
            list = tree.read(path(manifest));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return EMPTY_LIST;
        }
        if (list.length != manifest.bytes || checksumOf(list) != manifest.checksum) {
            throw new IOException("Cannot read " + path(manifest) + ", which lists the files of an epoch: it is damaged"
                    + " (" + list.length + " bytes; " + manifest.bytes + " were written). Restore the directory of this"
                    + " query from a copy, or begin anew with another directory and checkpoint");
        }
        return list;
    }

    private FilePath path(Manifest manifest) {
        return layout.output().child(manifest.path);
    }

    private static List<StagedFile> list(JsonNode array) {
        List<StagedFile> files = new ArrayList<>(array.size());
        array.forEach(file -> files.add(StagedFile.of(file)));
        return files;
    }

    private static long checksumOf(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private record Manifest(String path, long bytes, long checksum, StagedFile last) {

        static Manifest of(JsonNode json) {
            return new Manifest(
                    json.required("manifest").asText(),
                    json.required("bytes").asLong(),
                    json.required("crc32c").asLong(),
                    StagedFile.of(json.required("last")));
        }

        String json() throws IOException {
            ObjectNode json = JSON.createObjectNode()
                    .put("manifest", path)
                    .put("bytes", bytes)
                    .put("crc32c", checksum);
            last.writeTo(json.putObject("last"));
            return JSON.writeValueAsString(json);
        }
    }
}

package dev.headrace.runtime.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.StreamsException;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.Ids;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * What never changes in the life of a query.
 *
 * @param queryId its identity
 * @param statePartitions into how many partitions records are dealt that change hands, where the topology does not say
 */
public record QueryMetadata(UUID queryId, int statePartitions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads the metadata of the checkpoint at {@code root}, or writes them where nothing is yet.
     *
     * @param statePartitions what was asked for
     * @throws InvalidOptionException if the directory holds something else, or a checkpoint with another number of partitions
     */
    public static QueryMetadata of(FileTree tree, FilePath root, Ids ids, int statePartitions) {
        FilePath path = new CheckpointDirectory(tree, root).metadata();
        try {
            if (tree.entry(path).isEmpty()) {
                refuseForeign(tree, root);
                QueryMetadata fresh = new QueryMetadata(ids.next(), statePartitions);
                tree.putIfAbsent(path, fresh.encoded());
            }
            return decoded(path, tree.read(path)).checkedAgainst(root, statePartitions);
        } catch (IOException e) {
            throw new StreamsException("Cannot open checkpoint " + root + ": " + e.getMessage(), e);
        }
    }

    private static void refuseForeign(FileTree tree, FilePath root) throws IOException {
        List<String> names = tree.list(root).stream()
                .map(FileEntry::path)
                .map(FilePath::name)
                .filter(name -> !name.startsWith("."))
                .filter(name -> !name.equals("metadata") && !name.startsWith("metadata."))
                .toList();
        if (!names.isEmpty()) {
            throw new InvalidOptionException(
                    "Cannot use checkpoint " + root + ": it has no file 'metadata', but "
                            + names.subList(0, Math.min(3, names.size()))
                            + ". If it is a checkpoint that lost that file, restore it from a copy; else choose an empty directory");
        }
    }

    private QueryMetadata checkedAgainst(FilePath root, int wanted) {
        if (wanted != statePartitions) {
            throw new InvalidOptionException("Cannot use checkpoint " + root + " with state.partitions=" + wanted
                    + ": its state lies in " + statePartitions
                    + " partitions. Leave the number as it was, or start anew"
                    + " with another checkpointLocation");
        }
        return this;
    }

    private byte[] encoded() throws IOException {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("version", CommitCodec.FORMAT_VERSION)
                .put("id", queryId.toString())
                .put("statePartitions", statePartitions));
    }

    private static QueryMetadata decoded(FilePath path, byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            int version = node.path("version").asInt();
            if (version < 1 || version > CommitCodec.FORMAT_VERSION) {
                throw new InvalidOptionException("Cannot use checkpoint metadata " + path + ": it has format version "
                        + version + ", and this release reads up to " + CommitCodec.FORMAT_VERSION);
            }
            return new QueryMetadata(
                    UUID.fromString(node.required("id").asText()),
                    node.required("statePartitions").asInt());
        } catch (IOException | IllegalArgumentException e) {
            throw new StreamsException(
                    "Cannot read checkpoint metadata " + path + ": it is damaged (" + e.getMessage()
                            + "). Restore the checkpoint directory from a copy",
                    e);
        }
    }
}

package dev.headrace.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files a stream has seen, in batches, each of which is written down before anything of it is read. So positions need
 * no more than numbers, and the same files are read again in the same order. Batches are never changed.
 */
final class FileLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    private final FileTree tree;
    private final FilePath directory;
    private final boolean byName;
    private final List<List<FileEntry>> batches = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private long newestMs = Long.MIN_VALUE;

    private FileLog(FileTree tree, FilePath directory, boolean byName) {
        this.tree = tree;
        this.directory = directory;
        this.byName = byName;
    }

    /**
     * Reads the log in {@code directory}, which is empty for a new stream.
     *
     * @param byName whether files are told apart by their names alone
     */
    static FileLog open(FileTree tree, FilePath directory, boolean byName) throws IOException {
        FileLog log = new FileLog(tree, directory, byName);
        Map<Integer, FilePath> written = new HashMap<>();
        for (FileEntry file : tree.list(directory)) {
            if (file.path().name().matches("\\d{1,9}")) {
                written.put(Integer.valueOf(file.path().name()), file.path());
            }
        }
        for (int batch = 0; written.containsKey(batch); batch++) {
            FilePath path = written.get(batch);
            log.add(decoded(path, tree.read(path)));
        }
        return log;
    }

    /** How many batches there are. */
    int size() {
        return batches.size();
    }

    /** The files of one batch, in their order. */
    List<FileEntry> batch(int number) {
        return batches.get(number);
    }

    /** Of {@code files} those that are new, and no older than the newest that was ever seen by more than {@code ageMaxMs}. */
    List<FileEntry> unseen(List<FileEntry> files, long ageMaxMs) {
        long oldestMs = newestMs == Long.MIN_VALUE || newestMs < Long.MIN_VALUE + ageMaxMs
                ? Long.MIN_VALUE
                : newestMs - ageMaxMs;
        return files.stream()
                .filter(file -> file.modifiedMs() >= oldestMs && !seen.contains(key(file)))
                .toList();
    }

    /** Writes a batch down. */
    void append(List<FileEntry> files) throws IOException {
        FilePath path = directory.child(Integer.toString(batches.size()));
        if (!tree.putIfAbsent(path, encoded(files))) {
            throw new IOException("Cannot write " + path
                    + ": it is there already, so another process reads with this checkpoint. Stop one of them");
        }
        add(files);
    }

    private void add(List<FileEntry> files) {
        batches.add(List.copyOf(files));
        for (FileEntry file : files) {
            seen.add(key(file));
            newestMs = Math.max(newestMs, file.modifiedMs());
        }
    }

    private String key(FileEntry file) {
        return byName ? file.path().name() : file.path().location();
    }

    private static byte[] encoded(List<FileEntry> files) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", VERSION);
        ArrayNode array = node.putArray("files");
        for (FileEntry file : files) {
            array.addObject()
                    .put("path", file.path().location())
                    .put("length", file.length())
                    .put("modifiedMs", file.modifiedMs());
        }
        return JSON.writeValueAsBytes(node);
    }

    private static List<FileEntry> decoded(FilePath path, byte[] bytes) throws IOException {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node.path("version").asInt() != VERSION) {
                throw new IOException("Cannot read " + path + ": it has version " + node.path("version")
                        + ", and this release reads " + VERSION);
            }
            List<FileEntry> files = new ArrayList<>();
            node.path("files")
                    .forEach(file -> files.add(new FileEntry(
                            FilePath.of(file.required("path").asText()),
                            file.required("length").asLong(),
                            file.required("modifiedMs").asLong(),
                            false)));
            return files;
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "Cannot read " + path + ": it is damaged. Restore the checkpoint directory from a copy", e);
        }
    }
}

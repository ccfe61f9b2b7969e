package dev.headrace.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which files a stream has seen, in batches, each of which is written down before anything of it is read. So positions need
 * no more than numbers, and the same files are read again in the same order. Batches are never changed; those that are read no
 * more are forgotten together, and only that their files were seen is remembered, in one file that is called after the first
 * batch that is left.
 */
final class FileLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;
    private static final String SEEN = "seen-";

    private final FileTree tree;
    private final FilePath directory;
    private final boolean byName;
    private final long ageMaxMs;
    private final NavigableMap<Integer, List<FileEntry>> batches = new TreeMap<>();
    private final Map<String, FileEntry> seen = new HashMap<>();
    private long newestMs = Long.MIN_VALUE;
    private int begin;

    private FileLog(FileTree tree, FilePath directory, boolean byName, Duration maxAge) {
        this.tree = tree;
        this.directory = directory;
        this.byName = byName;
        this.ageMaxMs = maxAge.toMillis();
    }

    /**
     * Reads the log in {@code directory}, which is empty for a new stream.
     *
     * @param byName whether files are told apart by their names alone
     * @param maxAge by how much a file may be older than the newest that was ever seen
     */
    static FileLog open(FileTree tree, FilePath directory, boolean byName, Duration maxAge) throws IOException {
        FileLog log = new FileLog(tree, directory, byName, maxAge);
        log.readOn();
        return log;
    }

    /** Reads what is written and was not read yet, by an owner that was this query's in between. */
    void readOn() throws IOException {
        NavigableMap<Integer, FilePath> written = written("");
        Map.Entry<Integer, FilePath> forgotten = written(SEEN).lastEntry();
        if (forgotten != null && forgotten.getKey() > begin) {
            see(decoded(forgotten.getValue(), tree.read(forgotten.getValue())));
            begin = forgotten.getKey();
            batches.headMap(begin).clear();
        }
        for (int batch = end(); written.containsKey(batch); batch++) {
            FilePath path = written.get(batch);
            add(decoded(path, tree.read(path)));
        }
    }

    private NavigableMap<Integer, FilePath> written(String prefix) throws IOException {
        NavigableMap<Integer, FilePath> written = new TreeMap<>();
        for (FileEntry file : tree.list(directory)) {
            String name = file.path().name();
            if (name.matches(prefix + "\\d{1,9}")) {
                written.put(Integer.valueOf(name.substring(prefix.length())), file.path());
            }
        }
        return written;
    }

    /** The first batch that is not forgotten. */
    int begin() {
        return begin;
    }

    /** How many batches there ever were. */
    int end() {
        return begin + batches.size();
    }

    /** The files of one batch, in their order. */
    List<FileEntry> batch(int number) {
        List<FileEntry> files = batches.get(number);
        if (files == null) {
            throw without(number);
        }
        return files;
    }

    /** What to tell about a batch that is needed and not there. */
    IllegalStateException without(int number) {
        return new IllegalStateException("Cannot read batch " + number + " of " + directory + ": it has those from "
                + begin
                + " up to " + end() + ". It was changed, or is not where this query wrote down what it read: restore it"
                + " from a copy, or name that directory");
    }

    /** Of {@code files} those that are new, and not too old. */
    List<FileEntry> unseen(List<FileEntry> files) {
        long oldestMs = oldestMs();
        return files.stream()
                .filter(file -> file.modifiedMs() >= oldestMs && !seen.containsKey(key(file)))
                .toList();
    }

    /**
     * Writes the next batch down. If it is there already, by a call that failed all the same or by an owner that was replaced, it
     * counts as it is, and {@link #unseen} tells what of {@code files} is left.
     */
    void append(List<FileEntry> files) throws IOException {
        FilePath path = directory.child(Integer.toString(end()));
        add(tree.putIfAbsent(path, encoded(files)) ? files : decoded(path, tree.read(path)));
    }

    /** Lets go all batches before {@code number}, and what is too old to be read even if it were new. */
    void forget(int number) throws IOException {
        long oldestMs = oldestMs();
        seen.values().removeIf(file -> file.modifiedMs() < oldestMs);
        tree.putIfAbsent(directory.child(SEEN + number), encoded(seen.values()));
        batches.headMap(number).clear();
        begin = number;
        for (FilePath path : written("").headMap(number).values()) {
            tree.delete(path);
        }
        for (FilePath path : written(SEEN).headMap(number).values()) {
            tree.delete(path);
        }
    }

    private void add(List<FileEntry> files) {
        batches.put(end(), List.copyOf(files));
        see(files);
    }

    private void see(List<FileEntry> files) {
        for (FileEntry file : files) {
            seen.put(key(file), file);
            newestMs = Math.max(newestMs, file.modifiedMs());
        }
    }

    private long oldestMs() {
        return newestMs < Long.MIN_VALUE + ageMaxMs ? Long.MIN_VALUE : newestMs - ageMaxMs;
    }

    private String key(FileEntry file) {
        return byName ? file.path().name() : file.path().location();
    }

    private static byte[] encoded(Collection<FileEntry> files) throws IOException {
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
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(
                    "Cannot read " + path + ": it is damaged. Restore the checkpoint directory from a copy", e);
        }
    }
}

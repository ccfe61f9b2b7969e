package dev.headrace.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.InstalledFileTrees;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.RowInputFormat;
import dev.headrace.sink.InputRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Proves from files alone, without the checkpoint, that a query wrote each row once. Each file is called after the epoch that
 * wrote it and says what that epoch read and how many files it wrote; so epochs whose inputs overlap, and epochs of which a file
 * is missing, are found. An epoch all of whose files are gone looks like one without output, and is reported as a gap. Of a whole
 * result, which each epoch replaces, it is told of which epoch it is, and that nothing else is there.
 *
 * <p>Only files of formats that have a place for such notes can be audited: Parquet.
 */
public final class OutputAudit {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileTree tree;
    private final List<FileFormat> formats;
    private final NavigableMap<String, NavigableMap<Long, WrittenEpoch>> epochsByTask = new TreeMap<>();
    private final Set<String> queries = new HashSet<>();
    private final List<String> results = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    private OutputAudit(FileTree tree) {
        this.tree = tree;
        this.formats = ServiceLoader.load(RowInputFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(FileInputFormat.class::isInstance)
                .map(format -> ((FileInputFormat) format).format())
                .toList();
    }

    /** The files that one epoch of one task wrote, by their numbers. */
    private static final class WrittenEpoch {

        private final Map<Integer, FilePath> files = new TreeMap<>();
        private FileFacts.@Nullable OfEpoch facts;
    }

    /**
     * Audits the files that a query wrote into a directory.
     *
     * @throws IOException if it cannot be read
     */
    public static AuditReport of(String directory) throws IOException {
        FilePath path = FilePath.of(directory);
        InstalledFileTrees trees = new InstalledFileTrees(() -> {
            throw new IllegalStateException("an audit writes nothing");
        });
        return new OutputAudit(trees.of(path)).report(path);
    }

    private AuditReport report(FilePath directory) throws IOException {
        List<FileEntry> files = new Listing(tree, List.of(directory), true, null).files();
        for (FileEntry file : files) {
            try {
                add(file);
            } catch (IllegalArgumentException e) {
                faults.add(file.path() + ": " + e.getMessage());
            }
        }
        if (queries.size() > 1) {
            faults.add("several queries wrote here: " + queries);
        }
        if (!results.isEmpty() && files.size() > 1) {
            faults.add("beside a whole result there are other files, whose rows a reader would add to it");
        }
        epochsByTask.forEach((task, epochs) -> {
            epochs.forEach((epoch, written) -> requireComplete("epoch " + epoch + " of " + task, written));
            requireDisjoint(task, epochs);
        });
        int epochs = epochsByTask.values().stream().mapToInt(Map::size).sum();
        return new AuditReport(files.size(), epochs, results, faults, gaps);
    }

    private void add(FileEntry file) throws IOException {
        String name = file.path().name();
        if (name.startsWith(FileName.RESULT)) {
            addResult(file, facts(file, name.substring(FileName.RESULT.length())));
        } else {
            FileName part = FileName.of(name)
                    .orElseThrow(
                            () -> new IllegalArgumentException("no query gave it its name; its rows are in excess"));
            addPart(file, part, facts(file, part.extension()));
        }
    }

    private void addResult(FileEntry file, FileFacts facts) {
        Long epoch = facts.ofEpoch() == null ? null : facts.ofEpoch().resultOf();
        if (epoch == null) {
            throw new IllegalArgumentException("it was renamed: it holds a part of what " + facts.origin() + " wrote");
        }
        queries.add(facts.query());
        results.add(file.path().name() + " is the whole result of epoch " + epoch + " of " + facts.origin());
    }

    private void addPart(FileEntry file, FileName name, FileFacts facts) {
        if (!facts.query().startsWith(name.query())
                || !facts.sink().equals(name.sink())
                || facts.partition() != name.partition()
                || (facts.ofEpoch() != null && facts.ofEpoch().resultOf() != null)) {
            throw new IllegalArgumentException("it was renamed: " + facts.origin() + " wrote it");
        }
        queries.add(facts.query());
        WrittenEpoch epoch = epochsByTask
                .computeIfAbsent("sink '" + name.sink() + "', partition " + name.partition(), any -> new TreeMap<>())
                .computeIfAbsent(name.epoch(), any -> new WrittenEpoch());
        FilePath other = epoch.files.put(name.number(), file.path());
        if (other != null) {
            throw new IllegalArgumentException("it has the name of " + other + ": one is a copy");
        }
        if (facts.ofEpoch() != null) {
            if (epoch.facts != null && !epoch.facts.equals(facts.ofEpoch())) {
                throw new IllegalArgumentException("it was renamed: other files of its epoch read other input");
            }
            epoch.facts = facts.ofEpoch();
        }
    }

    private FileFacts facts(FileEntry file, String extension) throws IOException {
        FileFormat ofFile = formats.stream()
                .filter(format -> extension.equals(format.extension(Options.none())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "files that end in ." + extension + " say nothing of their origin, so they cannot be audited"));
        return FileFacts.of(ofFile.facts(tree, file));
    }

    private void requireComplete(String what, WrittenEpoch epoch) {
        FileFacts.OfEpoch facts = epoch.facts;
        if (facts == null) {
            faults.add(what + ": its last files are missing");
            return;
        }
        for (int number = 0; number < facts.files(); number++) {
            if (!epoch.files.containsKey(number)) {
                faults.add(what + ": file " + number + " of " + facts.files() + " is missing");
            }
        }
    }

    private void requireDisjoint(String task, NavigableMap<Long, WrittenEpoch> epochs) {
        Map<String, Long> lastEpochs = new HashMap<>();
        Map<String, String> ends = new HashMap<>();
        epochs.forEach((epoch, written) -> {
            for (InputRange range : written.facts == null ? List.<InputRange>of() : written.facts.inputs()) {
                String input = range.input() + "[" + range.partition() + "]";
                String end = ends.put(input, range.to());
                Long lastEpoch = lastEpochs.put(input, epoch);
                if (end == null || lastEpoch == null || end.equals(range.from())) {
                    continue;
                }
                if (isBefore(end, range.from())) {
                    gaps.add(input + " from " + end + " to " + range.from() + " in " + task + ", between epochs "
                            + lastEpoch + " and " + epoch);
                } else {
                    faults.add(task + ": epochs " + lastEpoch + " and " + epoch + " both read " + input + " from "
                            + range.from() + " to " + end + ", so its rows are there twice");
                }
            }
        });
    }

    /** Positions are numbers, or lists of them of which the first that differs counts. */
    private static boolean isBefore(String end, String from) {
        try {
            JsonNode one = JSON.readTree(end);
            JsonNode other = JSON.readTree(from);
            if (!one.isArray() || !other.isArray()) {
                return one.isNumber() && other.isNumber() && one.decimalValue().compareTo(other.decimalValue()) < 0;
            }
            for (int place = 0; place < Math.min(one.size(), other.size()); place++) {
                int comparison =
                        one.get(place).decimalValue().compareTo(other.get(place).decimalValue());
                if (comparison != 0) {
                    return comparison < 0;
                }
            }
            return one.size() < other.size();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}

package dev.headrace.testkit;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.FileTrees;
import dev.headrace.port.LinkingFileTree;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.RowInputFormat;
import dev.headrace.rows.spi.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * What a plain listing of directories shows: the rows of the files, in no order, and what lies hidden beside them.
 *
 * @param rows the rows as text, sorted, by directory
 * @param hidden the names of what is staged, by directory
 */
record VisibleRows(Map<String, List<String>> rows, Map<String, List<String>> hidden) {

    private static final String STAGING = "_staging";
    private static final String OWNER = "query";

    /**
     * What is there now.
     *
     * @param formats the format of the files of each directory
     */
    static VisibleRows of(FileTrees files, Map<String, String> formats) throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        Map<String, List<String>> hidden = new TreeMap<>();
        for (Map.Entry<String, String> output : formats.entrySet()) {
            FilePath directory = FilePath.of(output.getKey());
            FileTree tree = files.of(directory);
            rows.put(output.getKey(), isEmpty(tree, directory) ? List.of() : rows(files, output));
            List<String> staged = new ArrayList<>();
            addFiles(tree, directory.child(STAGING), staged);
            hidden.put(output.getKey(), staged);
        }
        return new VisibleRows(rows, hidden);
    }

    private static boolean isEmpty(FileTree tree, FilePath directory) throws IOException {
        return tree.list(directory).stream()
                .allMatch(entry -> entry.path().name().startsWith("_"));
    }

    private static List<String> rows(FileTrees files, Map.Entry<String, String> output) throws IOException {
        List<String> rows = new ArrayList<>();
        try (RowReader reader = format(output.getValue())
                .open(new InputRequest(
                        Execution.BATCH, List.of(FilePath.of(output.getKey())), Options.none(), null, files))
                .rows()) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    private static RowInputFormat format(String name) {
        return ServiceLoader.load(RowInputFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Cannot read output of format '" + name
                        + "': add dev.headrace:headrace-io-parquet to the tests"));
    }

    private static void addFiles(FileTree tree, FilePath directory, List<String> names) throws IOException {
        for (FileEntry entry : tree.list(directory)) {
            String name = entry.path().name();
            if (entry.isDirectory()) {
                addFiles(tree, entry.path(), names);
            } else if (!name.equals(OWNER) && !name.contains(LinkingFileTree.TEMPORARY_INFIX)) {
                names.add(entry.path().location());
            }
        }
    }
}

package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import dev.headrace.sink.InputRange;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the files of one task. */
final class FileSinkWriter implements SinkWriter<Object, Row> {

    private final FileLayout layout;
    private final FileTree tree;
    private final SinkContext context;
    private final Publication publication;
    private final DirectoryNames directories;
    private final FilePath ownStaging;

    private final Map<String, OpenFile> open = new LinkedHashMap<>();
    private final List<FinishedFile> finished = new ArrayList<>();
    private int created;

    FileSinkWriter(FileLayout layout, FileTree tree, SinkContext context, Publication publication) {
        this.layout = layout;
        this.tree = tree;
        this.context = context;
        this.publication = publication;
        this.directories = new DirectoryNames(layout);
        this.ownStaging = stagingOf(context).child(context.incarnation().toString());
    }

    /** What all lives of this sink and partition have staged; no other sink or partition writes there. */
    private FilePath stagingOf(SinkContext writer) {
        return layout.staging().child(writer.sinkName() + "-" + writer.partition());
    }

    @Override
    public void write(Record<Object, Row> record) throws IOException {
        Row row = record.value();
        if (row == null) {
            return;
        }
        String directory = directories.of(row);
        OpenFile file = open.get(directory);
        if (file != null && isFull(file)) {
            open.remove(directory);
            finish(file, null);
            file = null;
        }
        if (file == null) {
            file = create(directory);
            open.put(directory, file);
        }
        file.writer.write(directories.inFile(row));
        file.rows++;
    }

    private boolean isFull(OpenFile file) {
        return file.rows >= layout.rowsMax() || file.writer.bytes() >= layout.bytesMax();
    }

    private OpenFile create(String directory) throws IOException {
        FilePath path = ownStaging.child(Integer.toString(created++));
        StagedOutput output = new StagedOutput(tree.create(path));
        try {
            return new OpenFile(
                    path, directory, output, layout.format().write(output, layout.inFiles(), layout.options()));
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    private void finish(OpenFile file, FileFacts.@Nullable OfEpoch ofEpoch) throws IOException {
        FileFacts facts = new FileFacts(context.queryId().toString(), context.sinkName(), context.partition(), ofEpoch);
        try (StagedOutput output = file.output) {
            file.writer.finish(facts.asMap());
            output.sync();
            finished.add(new FinishedFile(file.path, file.directory, output.length(), output.checksum()));
        }
    }

    @Override
    public Receipt stage(long epoch, List<InputRange> inputs) throws IOException {
        if (open.isEmpty() && finished.isEmpty() && publication.showsEmpty(epoch)) {
            open.put("", create(""));
        }
        FileFacts.OfEpoch ofEpoch = publication.facts(epoch, finished.size() + open.size(), inputs);
        List<OpenFile> unfinished = List.copyOf(open.values());
        open.clear();
        for (OpenFile file : unfinished) {
            finish(file, ofEpoch);
        }
        if (finished.isEmpty()) {
            return Receipt.NOTHING;
        }
        tree.syncDirectory(ownStaging);
        List<StagedFile> files = new ArrayList<>();
        for (FinishedFile file : finished) {
            files.add(new StagedFile(
                    below(file.path),
                    file.directory + publication.nameOf(epoch, files.size()),
                    file.bytes,
                    file.checksum));
        }
        finished.clear();
        return StagedFile.receipt(epoch, files);
    }

    private String below(FilePath path) {
        return path.location().substring(layout.output().location().length() + 1);
    }

    @Override
    public void publish(Receipt receipt) throws IOException {
        for (StagedFile file : StagedFile.of(receipt)) {
            publication.publish(file);
        }
    }

    @Override
    public void rollback(List<Receipt> uncommitted) throws IOException {
        dropOpen();
        for (FinishedFile file : finished) {
            tree.delete(file.path);
        }
        finished.clear();
        for (Receipt receipt : uncommitted) {
            for (StagedFile file : StagedFile.of(receipt)) {
                tree.delete(layout.output().child(file.staged()));
            }
        }
    }

    private void dropOpen() throws IOException {
        for (OpenFile file : open.values()) {
            file.output.close();
            tree.delete(file.path);
        }
        open.clear();
    }

    @Override
    public void sweep(List<Receipt> committed) throws IOException {
        List<StagedFile> published = new ArrayList<>();
        for (Receipt receipt : committed) {
            published.addAll(StagedFile.of(receipt));
        }
        publication.check(published);
        Set<FilePath> named = published.stream()
                .map(file -> layout.output().child(file.staged()))
                .collect(Collectors.toSet());
        for (FileEntry life : tree.list(stagingOf(context))) {
            for (FileEntry file : tree.list(life.path())) {
                if (!named.contains(file.path())) {
                    tree.delete(file.path());
                }
            }
            if (!life.path().equals(ownStaging) && tree.list(life.path()).isEmpty()) {
                tree.delete(life.path());
            }
        }
    }

    @Override
    public long bufferedBytes() {
        long bytes = 0;
        for (OpenFile file : open.values()) {
            bytes += Math.max(0, file.writer.bytes() - file.output.length());
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        dropOpen();
        if (tree.list(ownStaging).isEmpty()) {
            tree.delete(ownStaging);
        }
    }

    private static final class OpenFile {

        private final FilePath path;
        private final String directory;
        private final StagedOutput output;
        private final RowFileWriter writer;
        private long rows;

        private OpenFile(FilePath path, String directory, StagedOutput output, RowFileWriter writer) {
            this.path = path;
            this.directory = directory;
            this.output = output;
            this.writer = writer;
        }
    }

    private record FinishedFile(FilePath path, String directory, long bytes, long checksum) {}
}

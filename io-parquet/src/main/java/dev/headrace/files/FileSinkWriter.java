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
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the files of one task. */
final class FileSinkWriter implements SinkWriter<Object, Row> {

    private final FileLayout layout;
    private final FileTree tree;
    private final SinkContext context;
    private final Publication publication;
    private final StagedReceipts receipts;
    private final DirectoryNames directories;
    private final FilePath ownStaging;

    private final Map<String, OpenFile> open = new LinkedHashMap<>();
    private final List<FinishedFile> finished = new ArrayList<>();
    private final List<FilePath> unstaged = new ArrayList<>();
    private int created;

    FileSinkWriter(
            FileLayout layout, FileTree tree, SinkContext context, Publication publication, StagedReceipts receipts) {
        this.layout = layout;
        this.tree = tree;
        this.context = context;
        this.publication = publication;
        this.receipts = receipts;
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
        FilePath path = newPath("");
        StagedOutput output = new StagedOutput(tree.create(path));
        try {
            return new OpenFile(
                    path, directory, output, layout.format().write(output, layout.inFiles(), layout.options()));
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /** Where nothing is; what is written there is dropped with the epoch unless that is staged. */
    private FilePath newPath(String suffix) {
        FilePath path = ownStaging.child(created++ + suffix);
        unstaged.add(path);
        return path;
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
        for (Iterator<OpenFile> unfinished = open.values().iterator(); unfinished.hasNext(); ) {
            OpenFile file = unfinished.next();
            unfinished.remove();
            finish(file, ofEpoch);
        }
        if (finished.isEmpty()) {
            return Receipt.NOTHING;
        }
        List<StagedFile> files = new ArrayList<>();
        for (FinishedFile file : finished) {
            files.add(new StagedFile(
                    layout.below(file.path),
                    file.directory + publication.nameOf(epoch, files.size()),
                    file.bytes,
                    file.checksum));
        }
        Receipt receipt = receipts.of(epoch, files, newPath(".manifest"));
        tree.syncDirectory(ownStaging);
        finished.clear();
        unstaged.clear();
        return receipt;
    }

    @Override
    public void publish(Receipt receipt) throws IOException {
        for (StagedFile file : receipts.toPublish(receipt)) {
            publication.publish(file);
        }
        receipts.done(receipt);
    }

    @Override
    public void rollback(List<Receipt> uncommitted) throws IOException {
        dropUnstaged();
        for (Receipt receipt : uncommitted) {
            for (StagedFile file : receipts.files(receipt)) {
                tree.delete(layout.output().child(file.staged()));
            }
            receipts.done(receipt);
        }
    }

    private void dropUnstaged() throws IOException {
        for (OpenFile file : open.values()) {
            file.output.close();
        }
        open.clear();
        finished.clear();
        for (FilePath path : unstaged) {
            tree.delete(path);
        }
        unstaged.clear();
    }

    @Override
    public void sweep(List<Receipt> committed) throws IOException {
        List<StagedFile> published = new ArrayList<>();
        Set<FilePath> named = new HashSet<>();
        for (Receipt receipt : committed) {
            published.addAll(receipts.files(receipt));
            receipts.manifest(receipt).ifPresent(named::add);
        }
        publication.check(published);
        published.forEach(file -> named.add(layout.output().child(file.staged())));
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
        dropUnstaged();
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

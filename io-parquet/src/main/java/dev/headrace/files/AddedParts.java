package dev.headrace.files;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.sink.InputRange;
import dev.headrace.sink.SinkContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Each epoch adds files to those of earlier ones, under names that no other epoch has. Nothing is ever replaced. */
record AddedParts(FileLayout layout, FileTree tree, SinkContext context) implements Publication {

    @Override
    public String nameOf(long epoch, int number) {
        return new FileName(
                        context.queryId().toString().substring(0, FileName.QUERY_LENGTH),
                        context.sinkName(),
                        context.partition(),
                        epoch,
                        number,
                        layout.format().extension(layout.options()))
                .text();
    }

    @Override
    public boolean showsEmpty(long epoch) {
        return false;
    }

    @Override
    public FileFacts.OfEpoch facts(long epoch, int files, List<InputRange> inputs) {
        return FileFacts.OfEpoch.parts(files, inputs);
    }

    @Override
    public void publish(StagedFile file) throws IOException {
        FilePath staged = layout.output().child(file.staged());
        FilePath published = layout.output().child(file.published());
        try {
            tree.move(staged, published);
        } catch (NoSuchFileException | FileNotFoundException e) {
            file.requireAt(published, tree);
        } catch (FileAlreadyExistsException e) {
            file.requireAt(published, tree);
            tree.syncDirectoryOf(published);
            tree.delete(staged);
        }
    }

    /** Each was looked at when it was published. */
    @Override
    public void check(List<StagedFile> published) {}
}

package dev.headrace.files;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.sink.InputRange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * Each epoch's one file is renamed over that of the epoch before, so that whoever lists the directory finds one whole result.
 *
 * <p>The rename takes the staged file away, durably, before the next epoch is published. So nobody can publish an epoch after a
 * later one, not even an owner that was replaced and does not know it yet: what he would rename is gone.
 */
record ReplacedResult(FileLayout layout, FileTree tree) implements Publication {

    @Override
    public String nameOf(long epoch, int number) {
        return FileName.RESULT + layout.format().extension(layout.options());
    }

    /** What came before epoch 0 only notes where the input begins. */
    @Override
    public boolean showsEmpty(long epoch) {
        return epoch >= 0;
    }

    @Override
    public FileFacts.OfEpoch facts(long epoch, int files, List<InputRange> inputs) {
        return FileFacts.OfEpoch.whole(epoch, inputs);
    }

    @Override
    public void publish(StagedFile file) throws IOException {
        FilePath staged = layout.output().child(file.staged());
        FilePath published = layout.output().child(file.published());
        try {
            tree.replace(staged, published);
        } catch (NoSuchFileException | FileNotFoundException e) {
            // It was published: by an earlier attempt, or by another owner, who may have published later ones too.
        }
        tree.syncDirectoryOf(published);
    }

    @Override
    public void check(List<StagedFile> published) throws IOException {
        if (!published.isEmpty()) {
            StagedFile last = published.get(published.size() - 1);
            last.requireAt(layout.output().child(last.published()), tree);
        }
    }

    /**
     * Refuses a directory in which a reader would find more than the result.
     *
     * @throws InvalidOptionException if there is another file
     */
    void requireAlone() throws IOException {
        for (FileEntry entry : tree.list(layout.output())) {
            String name = entry.path().name();
            if (!Listing.isHidden(name) && !name.equals(nameOf(0, 0))) {
                throw new InvalidOptionException("Cannot write to " + layout.output() + " in output mode complete: "
                        + name + " is there, which a reader would take for a part of the result. Choose another"
                        + " directory, or delete it");
            }
        }
    }
}

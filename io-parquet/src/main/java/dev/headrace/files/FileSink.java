package dev.headrace.files;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Row;
import dev.headrace.sink.CommitPace;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkPlacement;
import dev.headrace.sink.SinkWriter;
import dev.headrace.streaming.OutputMode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Files that appear whole, once, under their final names: they are written and synced below {@code _staging}, and renamed
 * after the commit that holds their receipt. A plain listing of the directory by any reader shows each row exactly once.
 *
 * <p>A file is called {@code part-<query>-<sink>-<task>-<epoch>-<number>.<format>}; in output mode complete there is one, {@code
 * result.<format>}, which each epoch replaces.
 */
public final class FileSink implements Sink<Object, Row> {

    /** The option that lets a continuous query commit as often as it likes. */
    static final String SMALL_FILES = "smallFiles";

    private static final String OWNER = "query";
    private static final CommitPace PACE = new CommitPace(
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            "Each commit leaves a file of its own, and readers of many small ones are slow. Commit less often, or write"
                    + " .option(\"" + SMALL_FILES + "\", true) if they are wanted");

    private final FileLayout layout;
    private final OutputMode mode;
    private final boolean ownsDirectory;
    private final int listedBytesMax;

    /**
     * A sink over a directory.
     *
     * @param ownsDirectory whether no other query may write there
     */
    FileSink(FileLayout layout, OutputMode mode, boolean ownsDirectory) {
        this(layout, mode, ownsDirectory, StagedReceipts.LISTED_BYTES_MAX);
    }

    private FileSink(FileLayout layout, OutputMode mode, boolean ownsDirectory, int listedBytesMax) {
        this.layout = layout;
        this.mode = mode;
        this.ownsDirectory = ownsDirectory;
        this.listedBytesMax = listedBytesMax;
    }

    /** The same, with receipts in which the list of files takes no more than so many bytes. */
    FileSink withListedBytesMax(int bytes) {
        return new FileSink(layout, mode, ownsDirectory, bytes);
    }

    @Override
    public String describe() {
        return layout.format().name() + " " + layout.output();
    }

    @Override
    public SinkPlacement placement() {
        return mode == OutputMode.COMPLETE ? SinkPlacement.GATHERED : SinkPlacement.PER_TASK;
    }

    /** A whole result replaces that of the commit before, and leaves no more files the more often it does. */
    @Override
    public Optional<CommitPace> pace() {
        boolean anyPace = mode == OutputMode.COMPLETE || layout.options().flag(SMALL_FILES, false);
        return anyPace ? Optional.empty() : Optional.of(PACE);
    }

    @Override
    public SinkWriter<Object, Row> writer(SinkContext context) throws IOException {
        FileTree tree = context.files().of(layout.output());
        if (ownsDirectory) {
            takeDirectory(tree, context);
        }
        return new FileSinkWriter(
                layout, tree, context, publication(tree, context), new StagedReceipts(layout, tree, listedBytesMax));
    }

    private Publication publication(FileTree tree, SinkContext context) throws IOException {
        if (mode != OutputMode.COMPLETE) {
            return new AddedParts(layout, tree, context);
        }
        ReplacedResult result = new ReplacedResult(layout, tree);
        result.requireAlone();
        return result;
    }

    /** A checkpoint that is begun anew would number its epochs anew, and its files would be taken for older ones. */
    private void takeDirectory(FileTree tree, SinkContext context) throws IOException {
        FilePath token = layout.staging().child(OWNER);
        String mine = context.queryId() + " " + context.sinkName() + (mode == OutputMode.COMPLETE ? " " + mode : "");
        String owner = new FirstNote(tree, token).orElse(mine);
        if (owner.equals(mine)) {
            return;
        }
        String ownerId = owner.split(" ")[0];
        throw new InvalidOptionException("Cannot write to " + layout.output() + ": "
                + (ownerId.equals(context.queryId().toString())
                        ? "another sink of this query writes there, or this one did in another output mode. Give each a"
                                + " directory of its own"
                        : "it belongs to another query (" + ownerId + "; this one is " + context.queryId()
                                + "). Go on with the checkpoint of that query, or choose another directory; to give this"
                                + " one away, delete " + token));
    }
}

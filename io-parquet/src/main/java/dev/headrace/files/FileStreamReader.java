package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.rows.data.Row;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one partition's share of the files, batch after batch. */
final class FileStreamReader implements SourceReader<Void, Row> {

    private final Shares shares;
    private final int partition;
    private final StreamSettings settings;
    private final Opening files;
    private final ReadCounters counters = new ReadCounters();

    private FilePosition position;
    private @Nullable RowFileReader open;
    private long timestampMs;

    FileStreamReader(Shares shares, int partition, StreamSettings settings, Opening files, FilePosition from) {
        this.shares = shares;
        this.partition = partition;
        this.settings = settings;
        this.files = files;
        this.position = from;
    }

    /** Opens files. */
    @FunctionalInterface
    interface Opening {
        RowFileReader of(FileEntry file, ReadCounters counters) throws IOException;
    }

    /** The files of a batch that a partition reads. */
    @FunctionalInterface
    interface Shares {
        @Nullable
        List<FileEntry> of(int batch, int partition) throws IOException;
    }

    @Override
    public List<SourceRecord<Void, Row>> poll(int recordsMax, @Nullable SourcePosition until) throws IOException {
        int batchEnd =
                until == null ? Integer.MAX_VALUE : FilePosition.of(until).batch();
        List<SourceRecord<Void, Row>> records = new ArrayList<>();
        while (records.size() < recordsMax && position.batch() < batchEnd) {
            List<FileEntry> share = shares.of(position.batch(), partition);
            if (share == null) {
                break;
            }
            if (position.file() >= share.size()) {
                position = FilePosition.startOf(position.batch() + 1);
                continue;
            }
            read(share, recordsMax, records);
        }
        return records;
    }

    /** Rows of the next file; the last of them stands before the next file, or the next batch. */
    private void read(List<FileEntry> share, int recordsMax, List<SourceRecord<Void, Row>> records) throws IOException {
        FileEntry file = share.get(position.file());
        try {
            RowFileReader reader = reader(file);
            while (records.size() < recordsMax) {
                Row row = reader.next();
                if (row == null) {
                    close();
                    counters.add("filesRead", 1);
                    position = position.afterFile();
                    return;
                }
                position = position.behind(reader.position());
                records.add(SourceRecord.of(null, row, timestampMs, position.toSource()));
            }
        } catch (IOException | RuntimeException e) {
            if (!settings.tolerance().passesOver(file, position.row(), e, counters)) {
                throw e;
            }
            close();
            position = position.afterFile();
        }
    }

    private RowFileReader reader(FileEntry file) throws IOException {
        RowFileReader reader = open;
        if (reader == null) {
            reader = files.of(file, counters);
            open = reader;
            timestampMs = Math.max(0, file.modifiedMs());
            reader.skip(position.row());
            if (reader.position() < position.row()) {
                throw new IOException("Cannot go on in " + file.path() + " behind row " + position.row()
                        + ": it has only " + reader.position() + " rows, so it was changed meanwhile. Restore it, or"
                        + " start anew with another checkpoint");
            }
        }
        return reader;
    }

    @Override
    public SourcePosition position() {
        return position.toSource();
    }

    @Override
    public Map<String, Long> drainMetrics() {
        return counters.drain();
    }

    @Override
    public void close() throws IOException {
        RowFileReader closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }
}

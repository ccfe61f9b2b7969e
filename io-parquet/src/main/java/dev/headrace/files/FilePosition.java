package dev.headrace.files;

import dev.headrace.source.SourcePosition;

/**
 * A place in a stream of files.
 *
 * @param batch the batch of the log that is read next, or from
 * @param file how many files of this partition's share of the batch were read
 * @param row how many rows of the next file lie before this place, whether they were read or passed over
 */
record FilePosition(int batch, int file, long row) {

    static final FilePosition START = new FilePosition(0, 0, 0);

    static FilePosition startOf(int batch) {
        return new FilePosition(batch, 0, 0);
    }

    static FilePosition of(SourcePosition position) {
        long[] numbers = position.asNumbers(3);
        return new FilePosition((int) numbers[0], (int) numbers[1], numbers[2]);
    }

    SourcePosition toSource() {
        return SourcePosition.ofNumbers(batch, file, row);
    }

    /** Whether something was read behind the first {@code batches} batches. */
    boolean isBehind(int batches) {
        return batch > batches || (batch == batches && (file > 0 || row > 0));
    }

    FilePosition behind(long rows) {
        return new FilePosition(batch, file, rows);
    }

    FilePosition afterFile() {
        return new FilePosition(batch, file + 1, 0);
    }
}

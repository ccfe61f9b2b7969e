package dev.headrace.mutants;

import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source that is no topic: its records are numbered, and there are as many as the test says. */
final class NumberedSource implements Source<String, String> {

    private static final int KEYS = 3;

    private long available;

    /** There are {@code count} more records. */
    void add(long count) {
        available += count;
    }

    long available() {
        return available;
    }

    static String key(long number) {
        return "k" + number % KEYS;
    }

    @Override
    public String describe() {
        return "numbers";
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public SourcePosition initial(int partition) {
        return SourcePosition.of(0);
    }

    @Override
    public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last) {
        return SourcePosition.of(available);
    }

    @Override
    public SourceReader<String, String> reader(int partition, SourcePosition from) {
        return new Reader(from.asLong());
    }

    private final class Reader implements SourceReader<String, String> {

        private long next;

        private Reader(long next) {
            this.next = next;
        }

        @Override
        public List<SourceRecord<String, String>> poll(int recordsMax, @Nullable SourcePosition until) {
            long end = until == null ? available : Math.min(available, until.asLong());
            List<SourceRecord<String, String>> records = new ArrayList<>();
            while (next < end && records.size() < recordsMax) {
                String key = key(next);
                String value = Origin.of(0, next);
                next++;
                records.add(SourceRecord.of(key, value, next, SourcePosition.of(next)));
            }
            return records;
        }

        @Override
        public SourcePosition position() {
            return SourcePosition.of(next);
        }

        @Override
        public void close() {}
    }
}

package dev.headrace.kafkaquery;

import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of the numbers from 0 up to {@code count} in each of its partitions. */
public record Numbers(int partitions, long count, long perEpoch) implements Source<String, String> {

    @Override
    public String describe() {
        return "numbers";
    }

    @Override
    public SourcePosition initial(int partition) {
        return SourcePosition.of(0);
    }

    @Override
    public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last) {
        long all = last == null ? count : last.asLong();
        return SourcePosition.of(limit == ReadLimit.configured() ? Math.min(all, from.asLong() + perEpoch) : all);
    }

    @Override
    public SourceReader<String, String> reader(int partition, SourcePosition from) {
        return new Reader(partition, from.asLong());
    }

    private final class Reader implements SourceReader<String, String> {
        private final int partition;
        private long next;

        private Reader(int partition, long next) {
            this.partition = partition;
            this.next = next;
        }

        @Override
        public List<SourceRecord<String, String>> poll(int recordsMax, @Nullable SourcePosition until) {
            long end = until == null ? count : until.asLong();
            List<SourceRecord<String, String>> records = new ArrayList<>();
            while (next < end && records.size() < recordsMax) {
                String value = partition + ":" + next;
                next++;
                records.add(SourceRecord.of(value, value, next, SourcePosition.of(next)));
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

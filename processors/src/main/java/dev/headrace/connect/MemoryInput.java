package dev.headrace.connect;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Predicate;
import dev.headrace.rows.spi.RowInput;
import dev.headrace.rows.spi.RowReader;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a program adds while a query reads them, for tests and for trying things out. They can be read again as long as
 * this object lives. Safe for any thread.
 */
public final class MemoryInput implements RowInput {

    private final Schema schema;
    private final int partitions;
    private final List<Row> rows = new ArrayList<>();

    private MemoryInput(Schema schema, int partitions) {
        this.schema = schema;
        this.partitions = partitions;
    }

    /** An empty input of rows of a schema. */
    public static MemoryInput of(Schema schema) {
        return new MemoryInput(schema, 1);
    }

    /** An empty input whose rows are dealt to so many tasks in turn. */
    public static MemoryInput of(Schema schema, int partitions) {
        return new MemoryInput(schema, partitions);
    }

    /** Adds a row of these values, one for each column. */
    public MemoryInput add(@Nullable Object... values) {
        return add(Row.of(schema, values));
    }

    /** Adds rows. */
    public synchronized MemoryInput add(Row... more) {
        rows.addAll(Arrays.asList(more));
        return this;
    }

    private synchronized int size() {
        return rows.size();
    }

    private synchronized Row row(int index) {
        return rows.get(index);
    }

    @Override
    public String describe() {
        return "memory";
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public RowInput narrowed(Schema wanted, List<Predicate> filters) {
        return wanted.equals(schema) ? this : new Narrower(this, wanted);
    }

    @Override
    public synchronized RowReader rows() {
        return reader(List.copyOf(rows).iterator());
    }

    private static RowReader reader(Iterator<Row> rows) {
        return new RowReader() {
            @Override
            public @Nullable Row next() {
                return rows.hasNext() ? rows.next() : null;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Source<Void, Row> stream() {
        return new Stream(this, schema);
    }

    private static Row part(Row row, Schema wanted) {
        if (row.schema().equals(wanted)) {
            return row;
        }
        @Nullable Object[] values = new Object[wanted.size()];
        for (int column = 0; column < values.length; column++) {
            Object value = row.get(wanted.field(column).name());
            values[column] = value instanceof Row struct && wanted.field(column).type() instanceof Schema within
                    ? part(struct, within)
                    : value;
        }
        return Row.wrap(wanted, values);
    }

    private record Narrower(MemoryInput of, Schema schema) implements RowInput {

        @Override
        public String describe() {
            return of.describe();
        }

        @Override
        public RowInput narrowed(Schema wanted, List<Predicate> filters) {
            return new Narrower(of, wanted);
        }

        @Override
        public RowReader rows() {
            List<Row> parts = new ArrayList<>();
            for (int index = 0; index < of.size(); index++) {
                parts.add(part(of.row(index), schema));
            }
            return reader(parts.iterator());
        }

        @Override
        public Source<Void, Row> stream() {
            return new Stream(of, schema);
        }
    }

    /** Partition p has every row whose number leaves p when it is divided by the number of partitions. */
    private record Stream(MemoryInput of, Schema schema) implements Source<Void, Row> {

        @Override
        public String describe() {
            return of.describe();
        }

        @Override
        public int partitions() {
            return of.partitions;
        }

        @Override
        public SourcePosition initial(int partition) {
            return SourcePosition.of(partition);
        }

        @Override
        public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last) {
            long end = from.asLong();
            long most = last == null ? of.size() : last.asLong();
            while (end < most) {
                end += of.partitions;
            }
            return SourcePosition.of(end);
        }

        @Override
        public SourceReader<Void, Row> reader(int partition, SourcePosition from) {
            return new SourceReader<>() {
                private long next = from.asLong();

                @Override
                public List<SourceRecord<Void, Row>> poll(int recordsMax, @Nullable SourcePosition until) {
                    long end = until == null ? of.size() : until.asLong();
                    List<SourceRecord<Void, Row>> polled = new ArrayList<>();
                    while (next < end && polled.size() < recordsMax) {
                        Row row = part(of.row((int) next), schema);
                        next += of.partitions;
                        polled.add(SourceRecord.of(null, row, 0, SourcePosition.of(next)));
                    }
                    return polled;
                }

                @Override
                public SourcePosition position() {
                    return SourcePosition.of(next);
                }

                @Override
                public void close() {}
            };
        }
    }
}

package dev.headrace.connect;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Rows in memory that a query writes while others read. Safe for any thread. */
public final class MemoryTable {

    private final Schema schema;
    private final List<Row> rows = new ArrayList<>();

    /** An empty table. */
    public MemoryTable(Schema schema) {
        this.schema = schema;
    }

    /** The columns. */
    public Schema schema() {
        return schema;
    }

    /** What it holds now. */
    public synchronized List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Adds rows. */
    public synchronized void add(List<Row> more) {
        rows.addAll(more);
    }

    /** Holds other rows from now on. */
    public synchronized void replace(List<Row> others) {
        rows.clear();
        rows.addAll(others);
    }
}

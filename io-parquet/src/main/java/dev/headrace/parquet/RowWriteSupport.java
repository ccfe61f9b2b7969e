package dev.headrace.parquet;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes rows, and into the footer some facts, which may be known only at the end. */
final class RowWriteSupport extends WriteSupport<Row> {

    private final Schema schema;
    private final Map<String, String> facts;
    private final ValueWriter.Struct rows;
    private @Nullable RecordConsumer consumer;

    /**
     * Writes rows of {@code schema}.
     *
     * @param facts read when the file is finished
     */
    RowWriteSupport(Schema schema, Map<String, String> facts) {
        this.schema = schema;
        this.facts = facts;
        this.rows = ValueWriter.struct(schema);
    }

    @Override
    public String getName() {
        return "headrace";
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(ParquetTypes.toFile(schema), Map.of());
    }

    @Override
    @Deprecated
    public WriteContext init(Configuration configuration) {
        throw new IllegalStateException("Hadoop's configuration is not used");
    }

    @Override
    public void prepareForWrite(RecordConsumer into) {
        consumer = into;
    }

    @Override
    public void write(Row row) {
        RecordConsumer into = Objects.requireNonNull(consumer);
        into.startMessage();
        rows.fields(into, row);
        into.endMessage();
    }

    @Override
    public FinalizedWriteContext finalizeWrite() {
        return new FinalizedWriteContext(new HashMap<>(facts));
    }
}

package dev.headrace.parquet;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads rows of the columns that are wanted; what a file does not have is null. */
final class RowReadSupport extends ReadSupport<Row> {

    private final Schema wanted;

    RowReadSupport(Schema wanted) {
        this.wanted = wanted;
    }

    @Override
    public ReadContext init(InitContext context) {
        return new ReadContext(WantedColumns.of(context.getFileSchema(), wanted));
    }

    @Override
    public RecordMaterializer<Row> prepareForRead(
            ParquetConfiguration configuration,
            Map<String, String> fileMetadata,
            MessageType fileSchema,
            ReadContext context) {
        return new Materializer(context.getRequestedSchema(), wanted);
    }

    @Override
    @Deprecated
    public RecordMaterializer<Row> prepareForRead(
            Configuration configuration,
            Map<String, String> fileMetadata,
            MessageType fileSchema,
            ReadContext context) {
        throw new IllegalStateException("Hadoop's configuration is not used");
    }

    private static final class Materializer extends RecordMaterializer<Row> {

        private final StructConverter rows;
        private @Nullable Row current;

        private Materializer(MessageType part, Schema wanted) {
            rows = new StructConverter(part, wanted, row -> current = (Row) row, "");
        }

        @Override
        public @Nullable Row getCurrentRecord() {
            return current;
        }

        @Override
        public GroupConverter getRootConverter() {
            return rows;
        }
    }
}

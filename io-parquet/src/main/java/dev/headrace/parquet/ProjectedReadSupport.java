package dev.headrace.parquet;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the columns of a projection. Both schemas of a file are cut: Parquet's own says which bytes are read, Avro's what
 * the records look like.
 */
final class ProjectedReadSupport extends AvroReadSupport<GenericRecord> {

    private static final String AVRO_SCHEMA_OF_FILE = "parquet.avro.schema";
    private static final String AVRO_SCHEMA_TO_READ = "avro.read.schema";

    private final Projection projection;

    ProjectedReadSupport(Projection projection) {
        super(GenericData.get());
        this.projection = projection;
    }

    @Override
    public ReadContext init(
            ParquetConfiguration configuration, Map<String, String> fileMetadata, MessageType fileSchema) {
        if (projection.isEverything()) {
            return super.init(configuration, fileMetadata, fileSchema);
        }
        String written = fileMetadata.get(AVRO_SCHEMA_OF_FILE);
        Schema schema = written == null
                ? new AvroSchemaConverter(configuration).convert(fileSchema)
                : new Schema.Parser().parse(written);
        return new ReadContext(
                projection.of(fileSchema),
                Map.of(AVRO_SCHEMA_TO_READ, projection.of(schema).toString()));
    }
}

package dev.headrace.parquet;

import dev.headrace.rows.data.Schema;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the columns that are wanted. Parquet's schema says which bytes are read; Avro's, what the records look like, is made of
 * that one whoever wrote the file, so that nothing depends on what the writer noted of his own schema.
 */
final class WantedReadSupport extends AvroReadSupport<GenericRecord> {

    private static final String AVRO_SCHEMA_TO_READ = "avro.read.schema";

    private final Schema wanted;

    WantedReadSupport(Schema wanted) {
        super(GenericData.get());
        this.wanted = wanted;
    }

    @Override
    public ReadContext init(
            ParquetConfiguration configuration, Map<String, String> fileMetadata, MessageType fileSchema) {
        MessageType part = WantedColumns.of(fileSchema, wanted);
        return new ReadContext(
                part,
                Map.of(
                        AVRO_SCHEMA_TO_READ,
                        new AvroSchemaConverter(configuration).convert(part).toString()));
    }
}

package dev.headrace.parquet;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes records, and into the footer what is known of their origin when the file is complete. */
final class FactsWriteSupport extends WriteSupport<GenericRecord> {

    private final WriteSupport<GenericRecord> records;
    private final Map<String, String> facts;

    FactsWriteSupport(WriteSupport<GenericRecord> records, Map<String, String> facts) {
        this.records = records;
        this.facts = facts;
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // Parquet's class demands it; its writer calls the other.
    public WriteContext init(Configuration configuration) {
        return records.init(configuration);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return records.init(configuration);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        records.prepareForWrite(consumer);
    }

    @Override
    public void write(GenericRecord record) {
        records.write(record);
    }

    @Override
    public FinalizedWriteContext finalizeWrite() {
        Map<String, String> all = new HashMap<>(records.finalizeWrite().getExtraMetaData());
        all.putAll(facts);
        return new FinalizedWriteContext(all);
    }
}

package dev.headrace.processor;

/** Makes fixed-key records for the engine and for tests; a processor gets its records from the engine instead. */
public final class InternalFixedKeyRecordFactory {

    private InternalFixedKeyRecordFactory() {}

    /** The same record with its key fixed. */
    public static <KIn, VIn> FixedKeyRecord<KIn, VIn> create(Record<KIn, VIn> record) {
        return new FixedKeyRecord<>(record.key(), record.value(), record.timestamp(), record.headers());
    }
}

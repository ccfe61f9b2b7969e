package dev.headrace.mutants;

import dev.headrace.common.RecordMetadata;

/** The name of an input record: where it stands. */
final class Origin {

    private Origin() {}

    static String of(RecordMetadata from) {
        return of(from.partition(), from.offset());
    }

    static String of(int partition, long offset) {
        return partition + "/" + offset;
    }
}

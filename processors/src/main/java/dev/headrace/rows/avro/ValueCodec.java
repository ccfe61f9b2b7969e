package dev.headrace.rows.avro;

import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Writes and reads values of one type. */
interface ValueCodec {

    void writeValue(@Nullable Object value, Encoder encoder) throws IOException;

    @Nullable
    Object readValue(Decoder decoder) throws IOException;
}

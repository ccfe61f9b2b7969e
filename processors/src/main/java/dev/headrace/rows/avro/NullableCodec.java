package dev.headrace.rows.avro;

import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** A union of null and something else. */
record NullableCodec(ValueCodec present) implements ValueCodec {

    private static final int NULL = 0;
    private static final int PRESENT = 1;

    @Override
    public void writeValue(@Nullable Object value, Encoder encoder) throws IOException {
        if (value == null) {
            encoder.writeIndex(NULL);
        } else {
            encoder.writeIndex(PRESENT);
            present.writeValue(value, encoder);
        }
    }

    @Override
    public @Nullable Object readValue(Decoder decoder) throws IOException {
        return decoder.readIndex() == NULL ? null : present.readValue(decoder);
    }
}

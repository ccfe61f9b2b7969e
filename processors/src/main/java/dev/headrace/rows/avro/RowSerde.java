package dev.headrace.rows.avro;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one schema in Avro's binary form. Equal rows have equal bytes, so rows may be keys. Where state outlives the program
 * that wrote it, a fingerprint in front of each row tells whether it was written by the same query. Safe for any thread: the
 * tasks of a query share it.
 */
public final class RowSerde implements Serde<Row> {

    private static final byte[] NO_MARK = {};

    private final Schema schema;
    private final RowCodec codec;
    private final byte[] mark;
    private final String description;

    private RowSerde(Schema schema, byte[] mark, String description) {
        this.schema = schema;
        this.codec = RowCodec.of(schema);
        this.mark = mark;
        this.description = description;
    }

    /** Rows and nothing else: for keys. */
    public static RowSerde bare(Schema schema) {
        return new RowSerde(schema, NO_MARK, "");
    }

    /**
     * Rows with a fingerprint.
     *
     * @param description what the rows are, in a text that changes when rows written before no longer fit
     */
    public static RowSerde marked(Schema schema, String description) {
        String whole = description + " (" + schema.columnsDdl() + ")";
        long fingerprint = SchemaNormalization.fingerprint64(whole.getBytes(StandardCharsets.UTF_8));
        return new RowSerde(
                schema, ByteBuffer.allocate(Long.BYTES).putLong(fingerprint).array(), whole);
    }

    @Override
    public Serializer<Row> serializer() {
        return new RowSerializer();
    }

    @Override
    public Deserializer<Row> deserializer() {
        return new RowDeserializer();
    }

    private final class RowSerializer implements Serializer<Row> {

        @Override
        public byte @Nullable [] serialize(@Nullable String topic, @Nullable Row row) {
            if (row == null) {
                return null;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(mark);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            try {
                codec.write(row, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot serialize " + row, e);
            }
            return bytes.toByteArray();
        }
    }

    private final class RowDeserializer implements Deserializer<Row> {

        @Override
        public @Nullable Row deserialize(@Nullable String topic, byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            if (!isMarked(bytes)) {
                throw new SerializationException("Cannot read a row of " + topic + ": it was not written as "
                        + description + ". If the query was changed so that its state no longer fits, start it under"
                        + " another application id or checkpoint");
            }
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(bytes, mark.length, bytes.length - mark.length, null);
            try {
                return codec.read(decoder);
            } catch (IOException e) {
                throw new SerializationException(
                        "Cannot read a row of " + topic + ": its bytes are not those of " + schema.columnsDdl(), e);
            }
        }

        private boolean isMarked(byte[] bytes) {
            for (int index = 0; index < mark.length; index++) {
                if (index >= bytes.length || bytes[index] != mark[index]) {
                    return false;
                }
            }
            return true;
        }
    }
}

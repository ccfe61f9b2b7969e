package dev.headrace.rows.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.rows.RandomRows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroTest {

    @Property(tries = 300)
    void aRowSurvivesAvro(@ForAll long seed) throws IOException {
        RandomRows random = new RandomRows(seed);
        Schema schema = random.schema(3);
        Row row = random.row(schema);
        AvroRows records = AvroRows.of(schema, "row");
        GenericRecord read = throughBytes(records.toRecord(row));
        RecordRows rows = RecordRows.of(records.schema());
        assertThat(rows.schema()).isEqualTo(schema);
        assertThat(rows.toRow(read)).isEqualTo(row);
    }

    @Property(tries = 300)
    void aRowSurvivesItsSerde(@ForAll long seed) {
        RandomRows random = new RandomRows(seed);
        Schema schema = random.schema(3);
        Row row = random.row(schema);
        RowSerde serde = RowSerde.marked(schema, "test");
        byte[] bytes = serde.serializer().serialize("topic", row);
        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(row);
        assertThat(serde.serializer().serialize("topic", row)).isEqualTo(bytes);
    }

    private static GenericRecord throughBytes(GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return new GenericDatumReader<GenericRecord>(record.getSchema())
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }

    @Test
    void aSerdeRefusesRowsOfAnotherQuery() {
        Schema schema = Schema.of("n BIGINT");
        byte[] written = RowSerde.marked(schema, "count of a").serializer().serialize("t", Row.of(schema, 1));
        assertThatThrownBy(
                        () -> RowSerde.marked(schema, "sum of a").deserializer().deserialize("t", written))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Cannot read a row of t: it was not written as sum of a (n BIGINT)");
    }

    private static org.apache.avro.Schema record(String fieldType) {
        return new org.apache.avro.Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"c\",\"type\":"
                        + fieldType.replace('\'', '"') + "}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'int'; INT NOT NULL",
                "['null','long']; BIGINT",
                "['long','null']; BIGINT",
                "['int','long']; BIGINT NOT NULL",
                "['null','float','double']; DOUBLE",
                "['string']; STRING NOT NULL",
                "{'type':'enum','name':'e','symbols':['A']}; STRING NOT NULL",
                "{'type':'fixed','name':'f','size':3}; BINARY NOT NULL",
                "{'type':'fixed','name':'f','size':9,'logicalType':'decimal','precision':20,'scale':2}; DECIMAL(20,2) NOT NULL",
                "{'type':'int','logicalType':'date'}; DATE NOT NULL",
                "{'type':'int','logicalType':'time-millis'}; INT NOT NULL",
                "{'type':'long','logicalType':'timestamp-millis'}; TIMESTAMP NOT NULL",
                "{'type':'long','logicalType':'timestamp-nanos'}; TIMESTAMP NOT NULL",
                "{'type':'long','logicalType':'local-timestamp-millis'}; TIMESTAMP_NTZ NOT NULL",
                "{'type':'array','items':'int'}; ARRAY<INT> NOT NULL",
                "{'type':'map','values':['null','int']}; MAP<STRING, INT> NOT NULL",
            })
    void findsTheTypeOfAvroFields(String avro, String type) {
        assertThat(AvroSchemas.toRows(record(avro)).columnsDdl()).isEqualTo("c " + type);
    }

    @Test
    void refusesWhatNoColumnCanHold() {
        assertThatThrownBy(() -> AvroSchemas.toRows(record("['int','string']")))
                .hasMessage(
                        "Cannot read field 'c': it holds values of several types, [INT, STRING], and a column has one");
        assertThatThrownBy(() -> AvroSchemas.toRows(record("['null','r']")))
                .hasMessage("Cannot read field 'c': record r contains itself, and a struct of columns has an end");
        assertThatThrownBy(() -> AvroSchemas.of(Schema.of("`first name` STRING"), "r"))
                .hasMessageStartingWith("Cannot write column 'first name' in Avro's form: ")
                .hasMessageEndingWith("by alias or withColumnRenamed");
        assertThatThrownBy(() -> AvroSchemas.of(Schema.of("a VOID"), "r")).hasMessageContaining("it is a bare null");
    }

    @Test
    void readsTheColumnsThatAreAskedFor() {
        org.apache.avro.Schema records =
                AvroSchemas.of(Schema.of("a INT NOT NULL, s STRUCT<x: INT, y: STRING>, odd STRING, f FLOAT"), "r");
        GenericData.Record record = new GenericData.Record(records);
        GenericData.Record struct = new GenericData.Record(
                AvroRows.valueSchema(records.getField("s").schema()));
        struct.put("x", 7);
        struct.put("y", "why");
        record.put("a", 1);
        record.put("s", struct);
        record.put("f", 0.5f);
        Schema asked = Schema.of("A BIGINT, missing ARRAY<INT>, s STRUCT<Y: STRING, z: DATE>, f DOUBLE");
        Row row = RecordRows.of(records, asked).toRow(record);
        assertThat(row.values())
                .isEqualTo(java.util.Arrays.asList(
                        1L, null, Row.of((Schema) asked.field(2).type(), "why", null), 0.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a STRING; Cannot read column 'a' as STRING: it holds int. Declare it so, and cast it afterwards",
                "s STRUCT<x: STRING>; Cannot read column 's.x' as STRING: it holds int",
                "t INT; Cannot read column 't' as INT: it holds long (timestamp-micros)",
                "b INT NOT NULL; Cannot read column 'b': the records do not have it, and it is declared NOT NULL",
                "s ARRAY<INT>; Cannot read column 's' as ARRAY<INT>: it holds record",
            })
    void refusesColumnsOfAnotherType(String asked, String message) {
        org.apache.avro.Schema records = AvroSchemas.of(Schema.of("a INT, s STRUCT<x: INT>, t TIMESTAMP"), "r");
        assertThatThrownBy(() -> RecordRows.of(records, Schema.of(asked))).hasMessageContaining(message);
    }

    @Test
    void mapsWithOtherKeysAreArraysOfEntries() {
        Schema schema = Schema.of("m MAP<INT, STRING>");
        AvroRows records = AvroRows.of(schema, "r");
        GenericRecord record = records.toRecord(Row.of(schema, Map.of(3, "three")));
        assertThat(((List<?>) record.get("m")).get(0)).hasToString("{\"key\": 3, \"value\": \"three\"}");
    }
}

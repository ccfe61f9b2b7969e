package dev.headrace.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetRecordsTest {

    private static final Schema EVENT = new Schema.Parser().parse("""
            {"type": "record", "name": "Event", "namespace": "shop", "fields": [
              {"name": "user_id", "type": {"type": "string", "avro.java.string": "String"}},
              {"name": "event_timestamp", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "device", "type": ["null", {"type": "string", "avro.java.string": "String"}], "default": null},
              {"name": "geo", "type": ["null", {"type": "record", "name": "Geo", "fields": [
                {"name": "city", "type": {"type": "string", "avro.java.string": "String"}},
                {"name": "state", "type": {"type": "string", "avro.java.string": "String"}}]}], "default": null},
              {"name": "items", "type": {"type": "array", "items": ["null", {"type": "record", "name": "Item", "fields": [
                {"name": "item_id", "type": {"type": "string", "avro.java.string": "String"}},
                {"name": "price_usd", "type": "double"},
                {"name": "quantity", "type": ["null", "int"], "default": null}]}]}}
            ]}""");
    private static final int ROWS = 5_000;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("events.parquet");
    }

    @ParameterizedTest
    @EnumSource
    void returnsWhatWasWritten(ParquetCodec codec) throws IOException {
        List<GenericRecord> events = events(ROWS);

        ParquetRecords.write(file, EVENT, codec, events);

        assertThat(readAll(List.of())).isEqualTo(events);
        assertThat(codecsOf(file)).containsExactly(CompressionCodecName.valueOf(codec.name()));
    }

    @Test
    void compressesWithZstdUnlessToldOtherwise() throws IOException {
        ParquetRecords.write(file, EVENT, events(1));

        assertThat(codecsOf(file)).containsExactly(CompressionCodecName.ZSTD);
    }

    @Test
    void writesAFileWithoutRows() {
        ParquetRecords.write(file, EVENT, List.of());

        assertThat(readAll(List.of())).isEmpty();
    }

    @Test
    void readsTheColumnsThatAreAskedFor() {
        List<GenericRecord> events = events(ROWS);
        ParquetRecords.write(file, EVENT, events);

        List<GenericRecord> read = readAll(List.of("device", "user_id"));

        assertThat(fieldNames(read.get(0).getSchema())).containsExactly("user_id", "device");
        assertThat(read)
                .extracting(event -> event.get("user_id"), event -> event.get("device"))
                .containsExactlyElementsOf(events.stream()
                        .map(event -> org.assertj.core.groups.Tuple.tuple(event.get("user_id"), event.get("device")))
                        .toList());
    }

    @Test
    void readsFieldsWithinStructs() {
        List<GenericRecord> events = events(ROWS);
        ParquetRecords.write(file, EVENT, events);

        List<GenericRecord> read = readAll(List.of("geo.city"));

        assertThat(fieldNames(read.get(0).getSchema())).containsExactly("geo");
        assertThat(read)
                .extracting(ParquetRecordsTest::city)
                .containsExactlyElementsOf(
                        events.stream().map(ParquetRecordsTest::city).toList())
                .containsNull();
        assertThat(read.stream()
                        .map(event -> (GenericRecord) event.get("geo"))
                        .filter(geo -> geo != null)
                        .map(geo -> fieldNames(geo.getSchema())))
                .containsOnly(List.of("city"));
    }

    @Test
    void readsFewerBytesForFewerColumns() throws IOException {
        ParquetRecords.write(file, EVENT, ParquetCodec.UNCOMPRESSED, events(ROWS));

        long all = bytesRead(List.of());
        long one = bytesRead(List.of("device"));

        assertThat(all).isGreaterThan(Files.size(file) * 9 / 10);
        assertThat(one).isLessThan(all / 10);
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        ParquetRecords.write(file, EVENT, events(1));

        assertThatThrownBy(() -> ParquetRecords.read(file, List.of("town")))
                .isInstanceOf(ParquetFileException.class)
                .hasMessage("Cannot read column town of Parquet file " + file
                        + ": there is no 'town' among [user_id, event_timestamp, device, geo, items]");
        assertThatThrownBy(() -> ParquetRecords.read(file, List.of("geo.town")))
                .hasMessageEndingWith("there is no 'town' among [city, state]");
        assertThatThrownBy(() -> ParquetRecords.read(file, List.of("items.item_id")))
                .hasMessageContaining("'items' is no struct");
    }

    @Test
    void namesAMissingFile() {
        assertThatThrownBy(() -> ParquetRecords.read(file))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageStartingWith("Cannot read Parquet file " + file + ": FileNotFoundException")
                .extracting(failure -> ((ParquetFileException) failure).file())
                .isEqualTo(file);
    }

    @Test
    void namesAFileThatIsNoParquetFile() throws IOException {
        Files.writeString(file, "user_id,device\nu1,iOS\n".repeat(20), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ParquetRecords.read(file))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageStartingWith("Cannot read Parquet file " + file + ": ")
                .hasMessageContaining("not a Parquet file");
    }

    @Test
    void namesAFileThatWasCutShort() throws IOException {
        ParquetRecords.write(file, EVENT, events(ROWS));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThatThrownBy(() -> ParquetRecords.read(file))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageStartingWith("Cannot read Parquet file " + file + ": ");
    }

    @ParameterizedTest
    @EnumSource
    void namesAFileOfWhichOneBitFlipped(ParquetCodec codec) throws IOException {
        ParquetRecords.write(file, EVENT, codec, events(ROWS));
        byte[] bytes = Files.readAllBytes(file);
        bytes[middleOfTheFirstColumn()] ^= 0x10;
        Files.write(file, bytes);

        assertThatThrownBy(() -> readAll(List.of()))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageStartingWith("Cannot read Parquet file " + file + ": ")
                .hasMessageContaining("CRC checksum verification failed");
    }

    @Test
    void doesNotReplaceAFile() throws IOException {
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> ParquetRecords.write(file, EVENT, events(1)))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageStartingWith("Cannot write Parquet file " + file + ": FileAlreadyExistsException");
        assertThat(file).hasContent("precious");
    }

    @Test
    void leavesNothingWhenARecordDoesNotFit() {
        List<GenericRecord> events = new ArrayList<>(events(3));
        GenericRecord withoutUser = new GenericData.Record(EVENT);
        withoutUser.put("event_timestamp", 1L);
        withoutUser.put("items", List.of());
        events.add(withoutUser);

        assertThatThrownBy(() -> ParquetRecords.write(file, EVENT, events))
                .isInstanceOf(ParquetFileException.class)
                .hasMessageStartingWith("Cannot write row 3 of Parquet file " + file)
                .hasMessageContaining("user_id");
        assertThat(file).doesNotExist();
    }

    @Test
    void endsAfterTheLastRow() {
        ParquetRecords.write(file, EVENT, events(1));

        try (ParquetRecordIterator records = ParquetRecords.read(file)) {
            records.next();

            assertThat(records).isExhausted();
            assertThatThrownBy(records::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage(file + " has no more than 1 rows");
        }
    }

    private List<GenericRecord> readAll(List<String> columns) {
        List<GenericRecord> all = new ArrayList<>();
        try (ParquetRecordIterator records = ParquetRecords.read(file, columns)) {
            records.forEachRemaining(all::add);
        }
        return all;
    }

    private long bytesRead(List<String> columns) {
        CountingInputFile counting = new CountingInputFile(new LocalInputFile(file));
        try (ParquetRecordIterator records = ParquetRecords.read(file, counting, columns)) {
            records.forEachRemaining(
                    event -> assertThat(event.hasField("device")).isTrue());
        }
        return counting.bytesRead();
    }

    private int middleOfTheFirstColumn() throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            ColumnChunkMetaData column =
                    reader.getFooter().getBlocks().get(0).getColumns().get(0);
            return Math.toIntExact(column.getStartingPos() + column.getTotalSize() / 2);
        }
    }

    private static Set<CompressionCodecName> codecsOf(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            assertThat(reader.getFileMetaData().getSchema().getColumns())
                    .extracting(ColumnDescriptor::getMaxRepetitionLevel)
                    .contains(1);
            Set<CompressionCodecName> codecs = new HashSet<>();
            for (BlockMetaData block : reader.getFooter().getBlocks()) {
                block.getColumns().forEach(column -> codecs.add(column.getCodec()));
            }
            return codecs;
        }
    }

    private static Object city(GenericRecord event) {
        return event.get("geo") instanceof GenericRecord geo ? geo.get("city") : null;
    }

    private static List<String> fieldNames(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).toList();
    }

    private static List<GenericRecord> events(int count) {
        return IntStream.range(0, count).mapToObj(ParquetRecordsTest::event).toList();
    }

    private static GenericRecord event(int number) {
        Schema geo = EVENT.getField("geo").schema().getTypes().get(1);
        Schema item =
                EVENT.getField("items").schema().getElementType().getTypes().get(1);
        List<GenericRecord> items = new ArrayList<>();
        for (int i = 0; i < number % 4; i++) {
            items.add(
                    i == 2
                            ? null
                            : new GenericRecordBuilder(item)
                                    .set("item_id", "item-" + number * 31 % 997)
                                    .set("price_usd", number * 0.25)
                                    .set("quantity", i == 0 ? null : number % 7)
                                    .build());
        }
        return new GenericRecordBuilder(EVENT)
                .set("user_id", "user-" + number)
                .set("event_timestamp", 1_593_600_000_000_000L + number * 7_919L)
                .set("device", number % 5 == 0 ? null : number % 2 == 0 ? "iOS" : "Android")
                .set(
                        "geo",
                        number % 3 == 0
                                ? null
                                : new GenericRecordBuilder(geo)
                                        .set("city", number % 2 == 0 ? "Weimar" : "Troy")
                                        .set("state", "S" + number % 50)
                                        .build())
                .set("items", items)
                .build();
    }
}

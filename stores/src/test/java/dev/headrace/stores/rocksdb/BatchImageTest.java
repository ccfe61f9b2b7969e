package dev.headrace.stores.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.state.ChangelogEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

class BatchImageTest {

    static {
        RocksDB.loadLibrary();
    }

    /** What RocksDB itself makes of the image. */
    private static List<String> readBack(byte[] image) {
        RecordsAsText records = new RecordsAsText();
        try (WriteBatch batch = new WriteBatch(image);
                records) {
            batch.iterate(records);
            assertThat(batch.count()).isEqualTo(records.lines.size());
        } catch (RocksDBException e) {
            throw new AssertionError("RocksDB cannot read the image", e);
        }
        return records.lines;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void rocksDbReadsPutsRemovalsAndTheRecordOfTheOtherFamily() {
        byte[] image = BatchImage.of(
                List.of(
                        new ChangelogEntry(new byte[] {2}, new byte[300], 0),
                        new ChangelogEntry(new byte[] {}, new byte[] {}, 0),
                        new ChangelogEntry(new byte[] {1}, null, 0)),
                200,
                new byte[] {},
                new byte[] {7});
        assertThat(readBack(image))
                .containsExactly("put =", "remove 01", "put 02=" + "00".repeat(300), "put in 200 =07");
    }

    @Property(tries = 300)
    void everyEntryIsThereAndThoseOfAKeyInTheirOrder(@ForAll("entries") List<ChangelogEntry> entries) {
        List<String> lines = readBack(BatchImage.of(entries, 1, new byte[] {}, new byte[] {}));
        assertThat(lines).last().isEqualTo("put in 1 =");
        Map<String, List<String>> byKey = new TreeMap<>();
        for (ChangelogEntry entry : entries) {
            byKey.computeIfAbsent(hex(entry.key()), key -> new ArrayList<>())
                    .add(
                            entry.value() == null
                                    ? "remove " + hex(entry.key())
                                    : "put " + hex(entry.key()) + "=" + hex(entry.value()));
        }
        Map<String, List<String>> readByKey = lines.subList(0, lines.size() - 1).stream()
                .collect(Collectors.groupingBy(
                        line -> line.split(" ", -1)[1].split("=", -1)[0], TreeMap::new, Collectors.toList()));
        assertThat(readByKey).isEqualTo(byKey);
    }

    @Property(tries = 300)
    void keysThatDifferEarlyComeInTheirOrder(@ForAll("entries") List<ChangelogEntry> entries) {
        int[] order = InsertionOrder.of(entries);
        assertThat(order).doesNotHaveDuplicates().hasSize(entries.size());
        byte[][] keys =
                Arrays.stream(order).mapToObj(index -> entries.get(index).key()).toArray(byte[][]::new);
        byte[][] sorted = keys.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        assertThat(Arrays.stream(keys).map(BatchImageTest::hex).map(BatchImageTest::firstBytes))
                .containsExactlyElementsOf(Arrays.stream(sorted)
                        .map(BatchImageTest::hex)
                        .map(BatchImageTest::firstBytes)
                        .toList());
    }

    private static String firstBytes(String hex) {
        return hex.replaceAll("(00)+$", "");
    }

    @Provide
    Arbitrary<List<ChangelogEntry>> entries() {
        Arbitrary<byte[]> key = Arbitraries.bytes()
                .between((byte) -2, (byte) 2)
                .array(byte[].class)
                .ofMaxSize(4);
        Arbitrary<byte[]> value =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200).injectNull(0.3);
        return Combinators.combine(key, value)
                .as((k, v) -> new ChangelogEntry(k, v, 0))
                .list()
                .ofMaxSize(60);
    }
}

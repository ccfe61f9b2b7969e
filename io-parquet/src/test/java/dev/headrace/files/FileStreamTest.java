package dev.headrace.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.files.json.JsonInput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.FileTrees;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
import dev.headrace.rows.spi.Options;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourceContext;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import dev.headrace.testkit.simulation.FileOutcome;
import dev.headrace.testkit.simulation.FileSite;
import dev.headrace.testkit.simulation.SimulatedFiles;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream of files, epoch by epoch. */
class FileStreamTest {

    private static final FilePath IN = FilePath.of("/in");
    private static final FilePath NOTES = FilePath.of("/checkpoint/sources/files");
    private static final UUID QUERY = new UUID(0, 1);

    private final SimulatedFiles disk = new SimulatedFiles();
    private final FileTrees files = disk.mount(SimulatedKafka.prompt().process("reader"));
    private final FileTree tree = files.of(IN);
    private final AtomicInteger listings = new AtomicInteger();
    private Map<String, Long> counts = Map.of();

    @BeforeEach
    void countListings() {
        disk.inject(call -> {
            if (call.site() == FileSite.LIST && call.path().equals(IN)) {
                listings.incrementAndGet();
            }
            return FileOutcome.NONE;
        });
    }

    /** Of 100 files with 10 in an epoch; the default keeps all of them, and drops what is less than a fifth of an epoch. */
    @ParameterizedTest
    @CsvSource({
        "maxCachedFiles, 10000, 1",
        "maxCachedFiles, 90, 1",
        "maxCachedFiles, 40, 2",
        "maxCachedFiles, 0, 10",
        "maxCachedFiles, 30, 3",
        "discardCachedInputRatio, 1, 1",
        "latestFirst, true, 10"
    })
    void epochsReadWhatOneListingFound(String option, String value, int expected) throws IOException {
        put(0, 100);
        Source<?, ?> stream = stream(Map.of("maxFilesPerTrigger", "10", option, value));

        assertThat(epochs(stream, 10)).hasSize(100).doesNotHaveDuplicates();
        assertThat(listings).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0, 2", "0.6, 1, 3", "0, 0, 2"})
    void littleThatIsLeftIsListedAgainWithWhatIsNew(String ratio, int newInSecondEpoch, int files) throws IOException {
        put(0, 6);
        Source<?, ?> stream = stream(Map.of("maxFilesPerTrigger", "4", "discardCachedInputRatio", ratio));

        epochs(stream, 1);
        put(6, 7);

        assertThat(epoch(stream, FilePosition.startOf(1))).hasSize(files);
        assertThat(listings).hasValue(1 + newInSecondEpoch);
    }

    @Test
    void bytesAreKeptByTheSameRule() throws IOException {
        put(0, 10);
        long bytes = tree.entry(file(0)).orElseThrow().length();
        Source<?, ?> stream =
                stream(Map.of("maxBytesPerTrigger", Long.toString(4 * bytes), "discardCachedInputRatio", "0.6"));

        assertThat(epochs(stream, 2)).hasSize(8);
        assertThat(listings).hasValue(1);
        assertThat(epoch(stream, FilePosition.startOf(2))).hasSize(2);
        assertThat(listings).hasValue(2);
    }

    @Test
    void allThatIsThereIncludesWhatCameSinceTheLastListing() throws IOException {
        put(0, 6);
        Source<?, ?> stream = stream(Map.of("maxFilesPerTrigger", "2"));
        epochs(stream, 1);
        put(6, 8);

        SourcePosition from = FilePosition.startOf(1).toSource();
        SourcePosition all = stream.end(0, from, ReadLimit.all(), null);

        assertThat(all).isEqualTo(FilePosition.startOf(4).toSource());
        put(8, 9);
        assertThat(stream.end(0, all, ReadLimit.configured(), null))
                .isEqualTo(FilePosition.startOf(5).toSource());
    }

    @Test
    void fileThatIsGoneFailsTheEpochAndIsNamed() throws IOException {
        put(0, 3);
        Source<?, ?> stream = stream(Map.of());
        stream.end(0, stream.initial(0), ReadLimit.configured(), null);
        tree.delete(file(1));

        assertThatThrownBy(() -> epoch(stream, FilePosition.START))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot read " + file(1) + ": it was there when files were listed and is gone")
                .hasMessageContaining(".option(\"ignoreMissingFiles\", \"true\")");
    }

    @Test
    void filesThatAreGoneArePassedOverWhereThatIsWished() throws IOException {
        put(0, 4);
        Source<?, ?> stream = stream(Map.of("ignoreMissingFiles", "true"));
        stream.end(0, stream.initial(0), ReadLimit.configured(), null);
        tree.delete(file(0));
        tree.delete(file(2));

        assertThat(epoch(stream, FilePosition.START)).containsExactly(1L, 3L);
        assertThat(counts).containsOnly(entry("filesRead", 2L), entry("filesMissing", 2L));
        tree.delete(file(3));
        assertThat(read(stream, new FilePosition(0, 3, 1), FilePosition.startOf(1)))
                .isEmpty();
    }

    @Test
    void optionsOutsideOfTheirRangeAreRefused() {
        assertThatThrownBy(() -> stream(Map.of("maxCachedFiles", "-1")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Cannot use option maxCachedFiles=-1: it is 0 at least");
        assertThatThrownBy(() -> stream(Map.of("discardCachedInputRatio", "1.5")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Cannot use option discardCachedInputRatio='1.5': it has to be a number from 0 to 1");
    }

    @Test
    void underTheKafkaLogADirectoryIsAskedForWhereItIsWrittenDownWhatWasRead() {
        assertThatThrownBy(() -> stream(Map.of(), QUERY, "files", null))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot read json [/in] under the Kafka commit log")
                .hasMessageContaining("Write .option(\"sourceLog\", directory)");
    }

    @Test
    void underTheDirectoryLogTheCheckpointHasIt() {
        assertThatThrownBy(() -> stream(Map.of("sourceLog", "/log")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot use option sourceLog=/log under the directory commit log")
                .hasMessageContaining("Leave it out");
    }

    @Test
    void logAmongTheInputIsRefused() {
        assertThatThrownBy(() -> logged("/in/log", QUERY, "files"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot use option sourceLog=/in/log: what is there can be among [/in]");
    }

    @Test
    void logOfAnotherQueryOrSourceIsRefused() throws IOException {
        put(0, 1);
        epochs(logged("/log", QUERY, "files"), 1);

        assertThat(epoch(logged("/log", QUERY, "files"), FilePosition.startOf(1)))
                .isEmpty();
        assertThatThrownBy(() -> logged("/log", new UUID(0, 2), "files"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("it belongs to query and source '" + QUERY + " files'");
        assertThatThrownBy(() -> logged("/log", QUERY, "others"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("and this is '" + QUERY + " others'. Choose another directory");
    }

    /** To go on with an empty log would leave out the files that got the numbers of batches which were read. */
    @Test
    void otherLogThanBeforeIsNoticed() throws IOException {
        put(0, 3);
        Source<?, ?> stream = logged("/other", QUERY, "files");

        for (FilePosition position : List.of(FilePosition.startOf(1), new FilePosition(0, 1, 0))) {
            assertThatThrownBy(() -> stream.reader(0, position.toSource()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "Cannot read batch " + position.batch() + " of /other: it has those from 0 up to 0");
        }
    }

    /** It was fenced, and fences the other in turn. Of 150 batches that the other reads, it forgets most. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 150})
    void ownerThatComesBackGoesOnBehindWhatAnotherReadMeanwhile(int epochs) throws IOException {
        put(0, 2);
        Source<?, ?> first = logged("/log", QUERY, "files");
        List<Long> read = new ArrayList<>(epochs(first, 2));

        put(2, epochs);
        Source<?, ?> second = logged("/log", QUERY, "files");
        for (int epoch = 2; epoch < epochs; epoch++) {
            read.addAll(epoch(second, FilePosition.startOf(epoch)));
            second.committed(0, FilePosition.startOf(epoch + 1).toSource());
        }

        put(epochs, epochs + 2);
        first.reader(0, FilePosition.startOf(epochs).toSource()).close();
        for (int epoch = epochs; epoch < epochs + 2; epoch++) {
            read.addAll(epoch(first, FilePosition.startOf(epoch)));
            first.committed(0, FilePosition.startOf(epoch + 1).toSource());
        }

        assertThat(read)
                .containsExactlyElementsOf(
                        LongStream.range(0, epochs + 2).boxed().toList());
    }

    private Source<Void, Row> logged(String log, UUID query, String source) {
        return stream(Map.of("maxFilesPerTrigger", "1", "maxCachedFiles", "0", "sourceLog", log), query, source, null);
    }

    private Source<Void, Row> stream(Map<String, String> options) {
        return stream(options, QUERY, "files", NOTES);
    }

    private Source<Void, Row> stream(Map<String, String> options, UUID query, String source, @Nullable FilePath notes) {
        return new JsonInput()
                        .open(new InputRequest(
                                Execution.STREAM, List.of(IN), Options.of(options), Schema.of("id BIGINT"), files))
                        .stream()
                        .open(new SourceContext(source, query, () -> 0, files, notes));
    }

    private List<Long> epochs(Source<?, ?> stream, int count) throws IOException {
        List<Long> ids = new ArrayList<>();
        for (int epoch = 0; epoch < count; epoch++) {
            ids.addAll(epoch(stream, FilePosition.startOf(epoch)));
        }
        return ids;
    }

    private List<Long> epoch(Source<?, ?> stream, FilePosition from) throws IOException {
        return read(stream, from, FilePosition.of(stream.end(0, from.toSource(), ReadLimit.configured(), null)));
    }

    private List<Long> read(Source<?, ?> stream, FilePosition from, FilePosition to) throws IOException {
        List<Long> ids = new ArrayList<>();
        try (SourceReader<?, ?> reader = stream.reader(0, from.toSource())) {
            while (!reader.position().equals(to.toSource())) {
                for (SourceRecord<?, ?> each : reader.poll(100, to.toSource())) {
                    ids.add(((Row) each.record().value()).getLong("id"));
                }
            }
            counts = reader.drainMetrics();
        }
        return ids;
    }

    private static FilePath file(int id) {
        return IN.child(String.format("%03d.json", id));
    }

    private void put(int from, int to) throws IOException {
        for (int id = from; id < to; id++) {
            tree.putIfAbsent(file(id), ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8));
        }
    }
}

package dev.headrace.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.files.json.JsonOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.port.FileTrees;
import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.OutputRequest;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import dev.headrace.streaming.OutputMode;
import dev.headrace.testkit.simulation.SimulatedFiles;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Epochs that leave thousands of files: a manifest beside the staged files lists them, so that the commit stays small. */
class LargeReceiptTest {

    private static final Schema SCHEMA = Schema.of("id BIGINT");
    private static final int FILES = 1800;

    private final SimulatedFiles disk = new SimulatedFiles();
    private final FileTrees files = disk.mount(SimulatedKafka.prompt().process("writer"));
    private final UUID query = UUID.randomUUID();

    private SinkWriter<Object, Row> writer;
    private Receipt receipt;

    @BeforeEach
    void stage() throws IOException {
        writer = writer();
        for (long id = 0; id < FILES; id++) {
            writer.write(new Record<>(null, Row.of(SCHEMA, id), 0));
        }
        receipt = writer.stage(7, List.of());
    }

    @Test
    void commitHoldsOnlyWhereTheFilesAreListed() throws IOException {
        assertThat(receipt.json()).hasSizeLessThan(1000);
        assertThat(published()).isEmpty();

        writer.publish(receipt);

        assertThat(published()).hasSize(FILES);
        assertThat(staged()).isEmpty();
    }

    @Test
    void publishingAgainChangesNothing() throws IOException {
        writer.publish(receipt);
        List<FilePath> before = published();

        writer.publish(receipt);
        SinkWriter<Object, Row> successor = writer();
        successor.publish(receipt);
        successor.sweep(List.of(receipt));

        assertThat(published()).isEqualTo(before);
    }

    @Test
    void successorPublishesWhatAnotherStaged() throws IOException {
        SinkWriter<Object, Row> successor = writer();
        successor.publish(receipt);
        successor.sweep(List.of(receipt));

        assertThat(published()).hasSize(FILES);
        assertThat(staged()).isEmpty();
    }

    @Test
    void rollbackLeavesNothing() throws IOException {
        writer.rollback(List.of(receipt));
        writer.rollback(List.of(receipt));

        assertThat(staged()).isEmpty();
    }

    @Test
    void whatWasNotCommittedIsSwept() throws IOException {
        writer().sweep(List.of());

        assertThat(staged()).isEmpty();
    }

    @Test
    void lostManifestIsNamed() throws IOException {
        FilePath manifest = manifest();
        tree().delete(manifest);

        assertThatThrownBy(() -> writer.publish(receipt))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot publish epoch 7: " + manifest + ", which lists its files, is gone");
        assertThat(published()).isEmpty();
    }

    @Test
    void damagedManifestIsNamed() throws IOException {
        FilePath manifest = manifest();
        String content = new String(tree().read(manifest), StandardCharsets.UTF_8);
        tree().delete(manifest);
        tree().putIfAbsent(manifest, content.replaceFirst("[0-9]", "x").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> writer.publish(receipt))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot read " + manifest + ", which lists the files of an epoch: it is damaged");
        assertThat(published()).isEmpty();
    }

    private SinkWriter<Object, Row> writer() throws IOException {
        return new JsonOutput()
                .open(new OutputRequest(
                        Execution.STREAM,
                        null,
                        FilePath.of("/out"),
                        Options.of(Map.of("maxRecordsPerFile", "1")),
                        SCHEMA,
                        List.of(),
                        OutputMode.APPEND))
                .sink()
                .writer(new SinkContext("sink", 0, UUID.randomUUID(), query, files));
    }

    private FilePath manifest() {
        return staged().stream()
                .filter(path -> path.name().endsWith(".manifest"))
                .findFirst()
                .orElseThrow();
    }

    private FileTree tree() {
        return files.of(FilePath.of("/out"));
    }

    private List<FilePath> published() {
        return disk.contents().keySet().stream()
                .filter(path -> !path.isBelow(FilePath.of("/out/_staging")))
                .toList();
    }

    private List<FilePath> staged() {
        return disk.contents().keySet().stream()
                .filter(path -> path.isBelow(FilePath.of("/out/_staging/sink-0")))
                .toList();
    }
}

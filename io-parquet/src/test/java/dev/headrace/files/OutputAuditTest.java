package dev.headrace.files;

import static dev.headrace.rows.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A query writes 6 files of 10 rows in 6 epochs by 2 tasks; then somebody has been at the files. */
@Timeout(60)
class OutputAuditTest {

    @TempDir
    Path directory;

    private Path out;

    @BeforeEach
    void write() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        out = directory.resolve("out");
        for (int file = 0; file < 6; file++) {
            StringBuilder lines = new StringBuilder();
            for (int row = 0; row < 10; row++) {
                lines.append("{\"id\":").append(file * 10 + row).append("}\n");
            }
            Files.writeString(in.resolve("f" + file + ".json"), lines);
        }
        query(in.toString());
    }

    private void query(String in) throws Exception {
        StreamingQuery query = Rows.readStream()
                .schema("id BIGINT")
                .option("maxFilesPerTrigger", 2)
                .option("numPartitions", 2)
                .json(in)
                .filter(col("id").lt(20).or(col("id").geq(40)))
                .writeStream()
                .format("parquet")
                .option("maxRecordsPerFile", 4)
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .trigger(Trigger.availableNow())
                .start(out.toString());
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void outputOfAQueryIsExact() throws IOException {
        AuditReport report = audit();

        assertThat(report.faults()).isEmpty();
        assertThat(report.isExact()).isTrue();
        assertThat(report.files()).isEqualTo(12);
        assertThat(report.epochs()).isEqualTo(4);
        assertThat(report.gaps())
                .as("the rows of the second epoch were all filtered out")
                .hasSize(2)
                .allMatch(gap -> gap.contains("from [1,0,0] to [2,0,0]"));
    }

    @Test
    void copyUnderTheNameOfAnotherEpochIsFound() throws IOException {
        Path file = file("-2-2.parquet");
        Files.copy(file, file.resolveSibling(file.getFileName().toString().replace("-2-2.parquet", "-9-0.parquet")));

        assertThat(audit().faults())
                .anyMatch(fault -> fault.contains("both read") && fault.contains("its rows are there twice"));
    }

    @Test
    void copyInAnotherDirectoryIsFound() throws IOException {
        Path file = file("-2-2.parquet");
        Files.createDirectories(out.resolve("day=1"));
        Files.copy(file, out.resolve("day=1").resolve(file.getFileName()));

        assertThat(audit().faults()).hasSize(1).allMatch(fault -> fault.contains("one is a copy"));
    }

    @Test
    void partOfAnEpochThatIsMissingIsFound() throws IOException {
        Files.delete(file("-2-1.parquet"));

        assertThat(audit().faults()).hasSize(1).allMatch(fault -> fault.contains("file 1 of 3 is missing"));
    }

    @Test
    void lastFileOfAnEpochThatIsMissingIsFound() throws IOException {
        Files.delete(file("-2-2.parquet"));

        assertThat(audit().faults()).hasSize(1).allMatch(fault -> fault.contains("its last files are missing"));
    }

    @Test
    void filesThatNoQueryWroteAreFound() throws IOException {
        Rows.read()
                .parquet(out.toString())
                .write()
                .parquet(directory.resolve("other").toString());
        try (Stream<Path> others = Files.list(directory.resolve("other"))) {
            Path other = others.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(other, out.resolve("mine.parquet"));
            Files.copy(other, out.resolve(other.getFileName()));
        }

        assertThat(audit().faults())
                .hasSize(2)
                .anyMatch(fault -> fault.contains("mine.parquet: no query gave it its name"))
                .anyMatch(fault -> fault.contains("several queries wrote here"));
    }

    private AuditReport audit() throws IOException {
        return OutputAudit.of(out.toString());
    }

    private Path file(String ending) throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            return found.get(0);
        }
    }
}

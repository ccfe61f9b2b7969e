package dev.headrace.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.Headrace;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A query of rows whose input, output and checkpoint lie in one of Hadoop's file systems. */
@Timeout(120)
abstract class HadoopQueryContract {

    @TempDir
    Path stateDir;

    /** A session that knows the file system. */
    abstract Headrace session();

    /** A directory that is not there yet. */
    abstract FilePath directory();

    @Test
    void rowsArriveOnceOverARestart() throws Exception {
        put("a.json", 0, 10);
        put("b.json", 5, 15);
        run();
        assertThat(ids()).containsExactlyElementsOf(range(0, 15));

        put("c.json", 10, 30);
        run();
        assertThat(ids())
                .as("what was seen before the restart is known after it")
                .containsExactlyElementsOf(range(0, 30));
        assertThat(names(directory().child("out")))
                .allMatch(name -> name.equals("_staging") || name.matches("part-[0-9a-f]{8}-sink-\\d-\\d-0\\.parquet"));
        assertThat(names(directory().child("checkpoint")))
                .contains("metadata", "commits", "offsets", "state", "sources");
    }

    private void run() throws InterruptedException {
        StreamingQuery query = Rows.with(session())
                .streamLoader()
                .schema("id BIGINT")
                .option("maxFilesPerTrigger", 1)
                .json(directory().child("in").location())
                .dropDuplicates("id")
                .writeStream()
                .option("checkpointLocation", directory().child("checkpoint"))
                .option("statePartitions", 2)
                .option("stateDir", stateDir)
                .trigger(Trigger.availableNow())
                .start(directory().child("out").location());
        assertThat(query.awaitTermination(Duration.ofSeconds(60))).isTrue();
    }

    private List<Long> ids() {
        return Rows.with(session())
                .loader()
                .schema("id BIGINT")
                .parquet(directory().child("out").location())
                .collect()
                .stream()
                .map(row -> row.getLong("id"))
                .sorted()
                .toList();
    }

    private void put(String name, long from, long to) throws IOException {
        FilePath path = directory().child("in").child(name);
        FilePath hidden = directory().child("in").child("." + name);
        try (FileOutput output = tree().create(hidden)) {
            for (long id : range(from, to)) {
                output.write(("{\"id\":" + id + "}\n").getBytes(UTF_8));
            }
        }
        tree().move(hidden, path);
    }

    private List<String> names(FilePath in) throws IOException {
        return tree().list(in).stream().map(FileEntry::path).map(FilePath::name).toList();
    }

    private FileTree tree() {
        return session().files().of(directory());
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}

package dev.headrace.hadoop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.Headrace;
import dev.headrace.errors.StreamsException;
import dev.headrace.port.FilePath;
import dev.headrace.rows.Rows;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopQueryTest {

    @TempDir
    Path directory;

    @Nested
    class WhereRenamesAreAtomic extends HadoopQueryContract {

        private final Headrace session = new Headrace(new HadoopFileTrees(DiskFileSystem.configuration()));

        @Override
        Headrace session() {
            return session;
        }

        @Override
        FilePath directory() {
            return FilePath.of(DiskFileSystem.SCHEME + ":" + directory);
        }
    }

    @Nested
    class WhereObjectsAreCreatedOnCondition extends HadoopQueryContract {

        private final Headrace session = new Headrace(new HadoopFileTrees(StoreFileSystem.configuration()));

        @Override
        Headrace session() {
            return session;
        }

        @Override
        FilePath directory() {
            return FilePath.of(StoreFileSystem.SCHEME + ":" + directory);
        }
    }

    @Test
    void refusesACheckpointWhereNothingIsAtomic() {
        Configuration untold = DiskFileSystem.configuration();
        untold.unset(HadoopFileTrees.ATOMIC_RENAME_SCHEMES);

        assertThatThrownBy(() -> start(new Headrace(new HadoopFileTrees(untold)), "disk:" + directory))
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll(
                        "Cannot open checkpoint disk:" + directory,
                        "in one act",
                        "Keep checkpoints and output on hdfs or in a local directory",
                        "headrace.atomic.rename.schemes");
    }

    @Test
    void saysWhatBringsASchemeThatIsNotThere() {
        assertThatThrownBy(() -> start(new Headrace(), "s3a://bucket/checkpoint"))
                .hasMessageContainingAll("the scheme 's3a'", "Add org.apache.hadoop:hadoop-aws:3.");
        assertThatThrownBy(() -> start(new Headrace(), "xyz://host/checkpoint"))
                .hasMessageContainingAll("the scheme 'xyz'", "set fs.xyz.impl");
    }

    private void start(Headrace session, String checkpoint) {
        Rows.with(session)
                .streamLoader()
                .schema("id BIGINT")
                .json(directory.toString())
                .writeStream()
                .option("checkpointLocation", checkpoint)
                .start(directory.resolve("out").toString());
    }
}

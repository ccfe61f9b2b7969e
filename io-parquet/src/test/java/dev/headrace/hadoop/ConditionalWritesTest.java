package dev.headrace.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionalWritesTest {

    @TempDir
    Path directory;

    private FilePath root;
    private FileTree tree;

    @BeforeEach
    void open() {
        root = FilePath.of(StoreFileSystem.SCHEME + ":" + directory);
        tree = tree(StoreFileSystem.configuration());
    }

    private FileTree tree(Configuration configuration) {
        return new HadoopFileTrees(configuration).open(root, UUID::randomUUID);
    }

    @Test
    void fileIsThereOnceItIsSynced() throws IOException {
        FilePath path = root.child("new/file");
        try (FileOutput output = tree.create(path)) {
            output.write("hello".getBytes(UTF_8));
            output.flush();
            assertThat(tree.entry(path)).isEmpty();
            output.sync();
            assertThat(tree.read(path)).asString(UTF_8).isEqualTo("hello");
            assertThat(output.length()).isEqualTo(5);
        }
        assertThat(tree.read(path)).asString(UTF_8).isEqualTo("hello");
    }

    @Test
    void ofTwoThatCreateTheFirstToCompleteSucceeds() throws IOException {
        FilePath path = root.child("file");
        FileOutput slow = tree.create(path);
        assertThat(tree.putIfAbsent(path, "fast".getBytes(UTF_8))).isTrue();
        slow.write("slow".getBytes(UTF_8));

        assertThatThrownBy(slow::sync).isInstanceOf(IOException.class);
        assertThat(tree.putIfAbsent(path, "late".getBytes(UTF_8))).isFalse();
        assertThatThrownBy(() -> tree.create(path)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(tree.read(path)).asString(UTF_8).isEqualTo("fast");
    }

    @Test
    void movesAndNeverReplaces() throws IOException {
        write("from", "new");
        tree.move(root.child("from"), root.child("x/to"));
        assertThat(tree.read(root.child("x/to"))).asString(UTF_8).isEqualTo("new");
        assertThat(names()).containsExactly("x");

        write("from", "newer");
        assertThatThrownBy(() -> tree.move(root.child("from"), root.child("x/to")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> tree.replace(root.child("from"), root.child("x/to")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in one act");
        assertThat(tree.read(root.child("x/to"))).asString(UTF_8).isEqualTo("new");
        assertThat(tree.read(root.child("from"))).asString(UTF_8).isEqualTo("newer");

        assertThatThrownBy(() -> tree.move(root.child("missing"), root.child("other")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(names()).containsExactly("from", "x");
    }

    @Test
    void whatIsReadByHalfDoesNotAppear() throws IOException {
        write("from", "whole");
        Configuration torn = StoreFileSystem.configuration();
        torn.setClass("fs." + StoreFileSystem.SCHEME + ".impl", TornStore.class, TornStore.class);

        assertThatThrownBy(() -> tree(torn).move(root.child("from"), root.child("to")))
                .isInstanceOf(IOException.class)
                .hasMessage("torn");

        assertThat(names()).containsExactly("from");
    }

    private void write(String name, String text) throws IOException {
        try (FileOutput output = tree.create(root.child(name))) {
            output.write(text.getBytes(UTF_8));
        }
    }

    private List<String> names() throws IOException {
        return tree.list(root).stream().map(FileEntry::path).map(FilePath::name).toList();
    }

    /** Gives half of an object and breaks. */
    public static final class TornStore extends StoreFileSystem {

        @Override
        public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize) throws IOException {
            return new FSDataInputStream(super.open(path, bufferSize).getWrappedStream()) {
                @Override
                public long transferTo(OutputStream to) throws IOException {
                    to.write(read());
                    throw new IOException("torn");
                }
            };
        }
    }
}

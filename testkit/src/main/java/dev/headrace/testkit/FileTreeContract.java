package dev.headrace.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileInput;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every file tree does alike. A test of a tree extends this and says where it may write; every test method begins with
 * an empty directory.
 */
public abstract class FileTreeContract {

    /** The tree. */
    protected abstract FileTree tree();

    /** A directory that is empty or not there. */
    protected abstract FilePath directory();

    @Test
    void readsWhatWasWritten() throws IOException {
        FilePath path = directory().child("new/deep/file");
        try (FileOutput output = tree().create(path)) {
            output.write('h');
            output.write("ello".getBytes(UTF_8));
            assertEquals(5, output.length());
            output.sync();
        }
        assertEquals("hello", text(path));
        assertEquals(5, tree().entry(path).orElseThrow().length());
    }

    @Test
    void writesMoreThanAnyBufferHolds() throws IOException {
        byte[] large = new byte[300_001];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        FilePath path = directory().child("large");
        try (FileOutput output = tree().create(path)) {
            output.write(large, 0, 7);
            output.write(large, 7, 200_000);
            output.write(large, 200_007, large.length - 200_007);
        }
        assertArrayEquals(large, tree().read(path));
    }

    @Test
    void showsFlushedBytesToReaders() throws IOException {
        FilePath path = directory().child("open");
        try (FileOutput output = tree().create(path)) {
            output.write("ab".getBytes(UTF_8));
            output.flush();
            assertEquals("ab", text(path));
        }
    }

    @Test
    void seeks() throws IOException {
        write("digits", "0123456789");
        try (FileInput input = tree().open(directory().child("digits"))) {
            assertEquals(10, input.length());
            input.seek(7);
            assertEquals('7', input.read());
            assertEquals(8, input.position());
            input.seek(10);
            assertEquals(-1, input.read());
            assertThrows(IllegalArgumentException.class, () -> input.seek(11));
        }
    }

    @Test
    void refusesToCreateWhatIsThere() throws IOException {
        write("file", "old");
        assertThrows(FileAlreadyExistsException.class, () -> tree().create(
                        directory().child("file")));
        assertEquals("old", text(directory().child("file")));
    }

    @Test
    void reportsWhatIsMissing() throws IOException {
        FilePath missing = directory().child("missing");
        assertThrows(NoSuchFileException.class, () -> tree().open(missing));
        assertThrows(NoSuchFileException.class, () -> tree().read(missing));
        assertThrows(NoSuchFileException.class, () -> tree().move(
                        missing, directory().child("other")));
        assertThrows(NoSuchFileException.class, () -> tree().replace(
                        missing, directory().child("other")));
        assertEquals(Optional.empty(), tree().entry(missing));
        assertEquals(List.of(), tree().list(missing));
        assertFalse(tree().delete(missing));
    }

    @Test
    void listsByNameAndNotBelow() throws IOException {
        write("b", "22");
        write("a", "1");
        write("c/inside", "333");
        List<FileEntry> entries = tree().list(directory());
        assertEquals(
                List.of("a", "b", "c"),
                entries.stream().map(each -> each.path().name()).toList());
        assertEquals(
                List.of(1L, 2L, 0L), entries.stream().map(FileEntry::length).toList());
        assertEquals(
                List.of(false, false, true),
                entries.stream().map(FileEntry::isDirectory).toList());
        assertTrue(tree().entry(directory().child("c")).orElseThrow().isDirectory());
    }

    @Test
    void replacesInOneAct() throws IOException {
        write("from", "new");
        write("to", "old");
        tree().replace(directory().child("from"), directory().child("to"));
        tree().syncDirectory(directory());
        assertEquals("new", text(directory().child("to")));
        assertEquals(Optional.empty(), tree().entry(directory().child("from")));
    }

    @Test
    void movesToADirectoryThatIsNotThereYet() throws IOException {
        write("from", "moved");
        FilePath to = directory().child("x/y/to");
        tree().move(directory().child("from"), to);
        assertEquals("moved", text(to));
        assertEquals(Optional.empty(), tree().entry(directory().child("from")));
    }

    @Test
    void doesNotMoveOverAFile() throws IOException {
        write("from", "new");
        write("to", "old");
        assertThrows(FileAlreadyExistsException.class, () -> tree().move(
                        directory().child("from"), directory().child("to")));
        assertEquals("old", text(directory().child("to")));
        assertEquals("new", text(directory().child("from")));
    }

    @Test
    void deletesOnce() throws IOException {
        write("file", "x");
        assertTrue(tree().delete(directory().child("file")));
        assertFalse(tree().delete(directory().child("file")));
    }

    @Test
    void doesNotDeleteADirectoryWithFiles() throws IOException {
        write("full/file", "x");
        assertThrows(IOException.class, () -> tree().delete(directory().child("full")));
        assertEquals("x", text(directory().child("full/file")));
    }

    @Test
    void putsOnceAndLeavesNothingElse() throws IOException {
        FilePath path = directory().child("log/7");
        assertTrue(tree().putIfAbsent(path, "first".getBytes(UTF_8)));
        assertFalse(tree().putIfAbsent(path, "second".getBytes(UTF_8)));
        assertEquals("first", text(path));
        assertEquals(1, tree().list(directory().child("log")).size());
    }

    @Test
    void locksOneAtATime() throws IOException {
        FilePath path = directory().child("lock");
        try (Closeable held = tree().tryLock(path).orElseThrow()) {
            assertTrue(tree().tryLock(path).isEmpty(), () -> "a second lock while " + held + " is held");
        }
        Optional<Closeable> again = tree().tryLock(path);
        assertTrue(again.isPresent());
        again.get().close();
    }

    private void write(String name, String text) throws IOException {
        try (FileOutput output = tree().create(directory().child(name))) {
            output.write(text.getBytes(UTF_8));
        }
    }

    private String text(FilePath path) throws IOException {
        return new String(tree().read(path), UTF_8);
    }
}

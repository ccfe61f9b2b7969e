package dev.headrace.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SocketLinesTest {

    private LineServer server;
    private SocketLines lines;

    @BeforeEach
    void listen() throws IOException {
        server = new LineServer();
        lines = new SocketLines(server.host(), server.port(), () -> 7, 1_000);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void linesAreTakenApartWhereverTheirBytesAreCut() throws IOException {
        lines.open(0);
        server.accept();
        for (byte each : "grün\r\n\na b\rc\n".getBytes(UTF_8)) {
            server.send(each);
        }
        await(3);

        assertThat(texts(0, 3)).containsExactly("grün", "", "a b\rc");
        assertThat(lines.line(0).readMs()).isEqualTo(7);
        lines.close();
    }

    @Test
    void bytesThatAreNoCharacterAreReplaced() throws IOException {
        lines.open(0);
        server.accept().send((byte) 'a', (byte) 0xff, (byte) '\n');
        await(1);

        assertThat(texts(0, 1)).containsExactly("a\ufffd");
        lines.close();
    }

    @Test
    void endOfTheConnectionEndsALine() throws IOException {
        lines.open(0);
        server.accept().send("a\nb");
        await(1);
        assertThat(lines.read()).isEqualTo(1);

        server.hangUp();
        await(2);

        assertThat(texts(0, 2)).containsExactly("a", "b");
        assertThat(lines.read()).isEqualTo(2);
        lines.close();
    }

    @Test
    void nothingIsReadWhileTooMuchIsHeld() throws IOException {
        lines.open(0);
        server.accept();
        for (int i = 0; i < 100; i++) {
            server.send(i + "\n");
        }

        List<String> read = new ArrayList<>();
        while (read.size() < 100) {
            long end = lines.read();
            assertThat(end - read.size()).isLessThanOrEqualTo(16);
            read.addAll(texts(read.size(), end));
            lines.committed(end);
        }
        assertThat(read).containsExactlyElementsOf(numbers(0, 100));
        lines.close();
    }

    @Test
    void linesThatAreNotCommittedFillTheMemoryAndStopTheReading() throws IOException {
        lines.open(0);
        server.accept();
        for (int i = 0; i < 100; i++) {
            server.send(i + "\n");
        }
        server.hangUp();
        await(15);

        for (int i = 0; i < 100; i++) {
            assertThat(lines.read()).isEqualTo(15);
        }
        lines.committed(1);
        await(16);
        assertThat(lines.first()).isEqualTo(1);
        assertThat(texts(1, 16)).containsExactlyElementsOf(numbers(1, 16));
        lines.close();
    }

    @Test
    void lineWithoutAnEndIsRefused() throws IOException {
        lines.open(0);
        server.accept().send("x".repeat(2_000));

        assertThatThrownBy(() -> await(1))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read lines of " + server.host() + ":" + server.port()
                        + ": one is longer than 1000 bytes. Has it line ends?");
        lines.close();
    }

    @Test
    void connectionStaysWhileThereIsAReader() throws IOException {
        lines.open(0);
        server.accept().send("a\n");
        await(1);
        lines.open(0);
        lines.close();
        server.send("b\n");
        await(2);

        lines.close();
        assertThat(server.isLeft()).isTrue();
        assertThat(texts(0, 2)).containsExactly("a", "b");
    }

    @Test
    void numbersGoOnOverConnections() throws IOException {
        lines.open(0);
        server.accept().send("a\nb\n");
        await(2);
        lines.committed(1);
        lines.close();

        lines.open(1);
        server.accept().send("c\n");
        await(3);

        assertThat(texts(1, 3)).containsExactly("b", "c");
        lines.close();
    }

    @Test
    void linesOfAnEarlierRunArePassedOver() throws IOException {
        lines.open(5);
        server.accept().send("a\n");

        assertThat(lines.plannedUpTo(8)).isEqualTo(8);
        assertThat(lines.first()).isEqualTo(8);
        await(9);

        assertThat(lines.plannedUpTo(9)).isEqualTo(9);
        assertThat(texts(8, 9)).containsExactly("a");
        lines.close();
    }

    private void await(long end) throws IOException {
        while (lines.read() < end) {
            Thread.onSpinWait();
        }
    }

    private List<String> texts(long from, long to) {
        List<String> texts = new ArrayList<>();
        for (long number = from; number < to; number++) {
            texts.add(lines.line(number).text());
        }
        return texts;
    }

    private static List<String> numbers(int from, int to) {
        List<String> numbers = new ArrayList<>();
        for (int number = from; number < to; number++) {
            numbers.add(Integer.toString(number));
        }
        return numbers;
    }
}

package dev.headrace.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Progress PROGRESS = new Progress(
            "the title",
            7,
            12_000,
            1_240,
            new TreeMap<>(Map.of("google", 1_200L, "email", 30L)),
            Map.of("google", 99.96),
            "running");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void drawsAnAlignedTable() {
        assertThat(PROGRESS.picture())
                .containsExactly(
                        "the title",
                        "",
                        "traffic source  purchases  per second",
                        "email                  30         0.0",
                        "google              1,200       100.0",
                        "total               1,230       100.0",
                        "",
                        "12,000 events produced; 10 purchases not counted yet",
                        "worker: running; 7 s");
    }

    @Test
    void redrawsOverThePictureBeforeOnATerminal() {
        Screen screen = Screen.terminal(out);
        screen.show(PROGRESS, 0);
        int firstFrame = bytes.size();
        screen.show(PROGRESS, 100);

        assertThat(printed().substring(0, firstFrame)).doesNotContain("\033[9A");
        assertThat(printed().substring(firstFrame)).startsWith("\033[9Athe title");
    }

    @Test
    void printsALinePerIntervalElsewhere() {
        Screen screen = Screen.plain(out, 1_000);
        for (long elapsedMs = 0; elapsedMs < 3_000; elapsedMs += 130) {
            screen.show(PROGRESS, elapsedMs);
        }

        assertThat(printed().lines())
                .hasSize(3)
                .containsOnly("  7 s  12,000 events  1,240 purchases  1,230 counted  worker: running");
    }

    @Test
    void measuresRatesOverTheRecentPast() {
        Rates rates = new Rates();
        rates.update(0, Map.of("email", 0L));
        rates.update(8_000, Map.of("email", 1_000L));

        assertThat(rates.update(10_000, Map.of("email", 1_500L, "fax", 4L)))
                .containsEntry("email", 250.0)
                .containsEntry("fax", 2.0);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package dev.headrace.examples.email;

import dev.headrace.examples.shop.ShopFiles;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that a soak reads, an epoch each, in an order that their times of modification fix. One event in ten arrives after
 * its window is over, one in seven later than others but within the delay of the watermark.
 *
 * <p>How late is chosen such that nothing depends on whether an epoch without data ran between two files, which happens when
 * a process finds nothing to read: what is late is so by the watermark before the last as well.
 */
final class SoakFiles {

    static final Duration DELAY = Duration.ofSeconds(2);
    static final Duration WINDOW = Duration.ofSeconds(5);

    private static final int EVENTS_PER_FILE = 300;
    private static final long TOO_LATE_MICROS = 40_000_000;
    private static final long LATE_MICROS = 1_000_000;

    private final Path directory;
    private final ShopFiles shop;
    private final List<Path> inOrder = new ArrayList<>();

    SoakFiles(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.shop = new ShopFiles(directory, 5, SoakFiles::lateMicros);
    }

    private static long lateMicros(long number) {
        if (number % 10 == 3) {
            return TOO_LATE_MICROS;
        }
        return number % 7 == 0 ? LATE_MICROS : 0;
    }

    /** Puts one more; no process may be looking. */
    void put() throws IOException {
        shop.put(EVENTS_PER_FILE);
        try (Stream<Path> files = Files.list(directory)) {
            Path added = files.filter(Files::isRegularFile)
                    .filter(file -> !inOrder.contains(file))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(added, FileTime.fromMillis(1_795_000_000_000L + 1_000L * inOrder.size()));
            inOrder.add(added);
        }
    }

    /** All events. */
    RowStream all() {
        return read(directory);
    }

    /** The events that belong to a window that the watermark of their epoch had not passed. */
    RowStream onTime() {
        return Rows.of(Schema.of(ShopFiles.DDL), sorted().onTime);
    }

    /** How many events {@link #onTime} leaves out. */
    int lateCount() {
        return sorted().late;
    }

    /** The watermark that the last file leaves behind, in milliseconds since 1970. */
    long lastWatermarkMs() {
        return sorted().watermarkMs;
    }

    private Sorted sorted() {
        Sorted sorted = new Sorted();
        inOrder.forEach(file -> sorted.add(read(file).collect()));
        return sorted;
    }

    private static RowStream read(Path path) {
        return Rows.read().schema(ShopFiles.DDL).parquet(path.toString());
    }

    /** Sorts out what is late, file by file. */
    private static final class Sorted {

        private final List<Row> onTime = new ArrayList<>();
        private int late;
        private long watermarkMs = Long.MIN_VALUE;
        private long watermarkBeforeMs = Long.MIN_VALUE;

        private void add(List<Row> file) {
            long highestMs = watermarkMs;
            for (Row row : file) {
                long timeMs = row.getLong("event_timestamp") / 1_000;
                long endMs = (timeMs / WINDOW.toMillis() + 1) * WINDOW.toMillis();
                if (endMs > watermarkMs) {
                    onTime.add(row);
                } else if (endMs <= watermarkBeforeMs) {
                    late++;
                } else {
                    throw new IllegalStateException("Whether an event of " + timeMs + " is late depends on whether an"
                            + " epoch without data ran: the watermark was " + watermarkBeforeMs + " and is "
                            + watermarkMs);
                }
                highestMs = Math.max(highestMs, timeMs - DELAY.toMillis());
            }
            watermarkBeforeMs = watermarkMs;
            watermarkMs = highestMs;
        }
    }
}

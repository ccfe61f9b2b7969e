package dev.headrace.examples.email;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Batches as a program may keep that writes each once by its number: a directory for each, which appears whole. One that comes
 * again goes to a place of its own, so that it can be compared with what came first.
 */
final class NumberedBatches {

    private final Path batches;
    private final Path repeated;
    private final Path staging;

    NumberedBatches(Path directory) {
        this.batches = directory.resolve("batches");
        this.repeated = directory.resolve("repeated");
        this.staging = directory.resolve("staging");
    }

    /** Keeps a batch. */
    void put(RowStream batch, long number) throws IOException {
        Files.createDirectories(batches);
        Files.createDirectories(repeated);
        Path staged = staging.resolve(String.valueOf(number));
        delete(staged);
        batch.write().parquet(staged.toString());
        Path place = batches.resolve(String.format("%08d", number));
        Path free = Files.exists(place) ? repeated.resolve(number + "-" + UUID.randomUUID()) : place;
        Files.move(staged, free, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The rows of all batches, by their numbers. */
    List<Row> inOrder(Schema schema) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path batch : listed(batches)) {
            rows.addAll(rows(schema, batch));
        }
        return rows;
    }

    /** A batch that came once more. */
    record Repetition(List<Row> first, List<Row> again) {}

    /** Every batch that came once more. */
    List<Repetition> repetitions(Schema schema) throws IOException {
        List<Repetition> repetitions = new ArrayList<>();
        for (Path again : listed(repeated)) {
            long number = Long.parseLong(again.getFileName().toString().replaceAll("-.*", ""));
            Path first = batches.resolve(String.format("%08d", number));
            repetitions.add(new Repetition(rows(schema, first), rows(schema, again)));
        }
        return repetitions;
    }

    /** What was begun and never finished. */
    List<Path> leftovers() throws IOException {
        return listed(staging);
    }

    private static List<Row> rows(Schema schema, Path batch) {
        return Rows.read().schema(schema).parquet(batch.toString()).collect();
    }

    private static List<Path> listed(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

package dev.headrace.examples.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows with a name on the left and numbers on the right, aligned. */
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row; whole numbers are grouped by thousands, others have one decimal. */
    void row(String name, Number... numbers) {
        List<String> cells = new ArrayList<>();
        cells.add(name);
        for (Number number : numbers) {
            cells.add(
                    number instanceof Long
                            ? String.format(Locale.ROOT, "%,d", number.longValue())
                            : String.format(Locale.ROOT, "%,.1f", number.doubleValue()));
        }
        rows.add(cells);
    }

    List<String> lines() {
        int[] widths = IntStream.range(0, rows.get(0).size()).map(this::width).toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> String.format(
                                Locale.ROOT, (column == 0 ? "%-" : "%") + widths[column] + "s", row.get(column)))
                        .collect(Collectors.joining("  ")))
                .toList();
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }
}

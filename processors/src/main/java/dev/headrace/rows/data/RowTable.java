package dev.headrace.rows.data;

import java.util.ArrayList;
import java.util.List;

/** Rows as a table for people, as Structured Streaming prints them. */
public final class RowTable {

    private static final int CELL_MAX = 20;

    private RowTable() {}

    /**
     * The table.
     *
     * @param truncates whether long values are cut to 20 characters
     */
    public static String of(Schema schema, List<Row> rows, boolean truncates) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(schema.names());
        for (Row row : rows) {
            cells.add(row.values().stream()
                    .map(value -> cut(String.valueOf(value), truncates))
                    .toList());
        }
        int[] widths = new int[schema.size()];
        for (List<String> line : cells) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] =
                        Math.max(Math.max(3, widths[column]), line.get(column).length());
            }
        }
        StringBuilder table = new StringBuilder();
        rule(table, widths);
        line(table, cells.get(0), widths);
        rule(table, widths);
        cells.subList(1, cells.size()).forEach(line -> line(table, line, widths));
        rule(table, widths);
        return table.toString();
    }

    private static String cut(String value, boolean truncates) {
        return truncates && value.length() > CELL_MAX ? value.substring(0, CELL_MAX - 3) + "..." : value;
    }

    private static void rule(StringBuilder table, int[] widths) {
        for (int width : widths) {
            table.append('+').append("-".repeat(width));
        }
        table.append('+').append(System.lineSeparator());
    }

    private static void line(StringBuilder table, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            table.append('|')
                    .append(" ".repeat(widths[column] - cells.get(column).length()))
                    .append(cells.get(column));
        }
        table.append('|').append(System.lineSeparator());
    }
}

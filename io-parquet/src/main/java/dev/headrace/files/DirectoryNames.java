package dev.headrace.files;

import dev.headrace.rows.data.Row;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Into which directory a row goes, by the values of some of its columns, which its file then does not hold. */
final class DirectoryNames {

    private static final String UNSAFE = "\"#%'*/:=?\\{}[]^";

    private final FileLayout layout;
    private final int[] directoryColumns;
    private final int[] fileColumns;

    DirectoryNames(FileLayout layout) {
        this.layout = layout;
        this.directoryColumns =
                layout.partitionBy().stream().mapToInt(layout.rows()::indexOf).toArray();
        this.fileColumns = layout.inFiles().names().stream()
                .mapToInt(layout.rows()::indexOf)
                .toArray();
    }

    /** Ends with a slash; empty where no columns become directories. */
    String of(Row row) {
        StringBuilder directory = new StringBuilder();
        for (int column : directoryColumns) {
            directory
                    .append(escaped(layout.rows().field(column).name()))
                    .append('=')
                    .append(value(row.get(column)))
                    .append('/');
        }
        return directory.toString();
    }

    Row inFile(Row row) {
        if (directoryColumns.length == 0) {
            return row;
        }
        @Nullable Object[] values = new Object[fileColumns.length];
        for (int column = 0; column < values.length; column++) {
            values[column] = row.get(fileColumns[column]);
        }
        return Row.wrap(layout.inFiles(), values);
    }

    private static String value(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? PartitionColumns.NULL : escaped(value.toString());
    }

    /** As Hive and Spark escape names of directories. */
    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            if (character < ' ' || character == 127 || UNSAFE.indexOf(character) >= 0) {
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }
}

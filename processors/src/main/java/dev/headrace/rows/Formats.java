package dev.headrace.rows;

import dev.headrace.common.NearName;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.spi.RowInputFormat;
import dev.headrace.rows.spi.RowOutputFormat;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds formats by their names. */
final class Formats {

    private static final Set<String> OF_FILES = Set.of("parquet", "json", "csv", "text", "avro");

    private Formats() {}

    static RowInputFormat input(String name) {
        return find(ServiceLoader.load(RowInputFormat.class), RowInputFormat::name, name, "read");
    }

    static RowOutputFormat output(String name) {
        return find(ServiceLoader.load(RowOutputFormat.class), RowOutputFormat::name, name, "write");
    }

    private static <F> F find(Iterable<F> formats, Function<F, String> nameOf, String wanted, String verb) {
        Set<String> known = new TreeSet<>();
        for (F format : formats) {
            if (nameOf.apply(format).equalsIgnoreCase(wanted)) {
                return format;
            }
            known.add(nameOf.apply(format));
        }
        boolean missing = OF_FILES.contains(wanted.toLowerCase(Locale.ROOT)) && !known.contains("parquet");
        throw new InvalidOptionException("Cannot " + verb + " format '" + wanted + "'"
                + (missing
                        ? ": files are in a module of their own. Add the dependency dev.headrace:headrace-io-parquet"
                        : NearName.hint(wanted, List.copyOf(known))));
    }
}

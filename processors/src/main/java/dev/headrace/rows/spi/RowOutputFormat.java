package dev.headrace.rows.spi;

import java.util.Set;

/** A kind of place that rows are written to. Found by {@link java.util.ServiceLoader}. */
public interface RowOutputFormat {

    /** What {@code format(..)} is given, in lower case. */
    String name();

    /** The keys of all options that it knows for that execution; others are refused before {@link #open}. */
    Set<String> options(Execution execution);

    /**
     * Checks that rows can be written like that. Creates nothing.
     *
     * @throws dev.headrace.errors.InvalidOptionException if something is missing, contradicts or cannot be written
     */
    RowOutput open(OutputRequest request);
}

package dev.headrace.rows.spi;

import java.util.Set;

/** A kind of place that rows are read from. Found by {@link java.util.ServiceLoader}. */
public interface RowInputFormat {

    /** What {@code format(..)} is given, in lower case. */
    String name();

    /** The keys of all options that it knows for that execution; others are refused before {@link #open}. */
    Set<String> options(Execution execution);

    /**
     * Looks at the place, so that its schema is known. Reads no rows, but may read files to infer a schema.
     *
     * @throws dev.headrace.errors.InvalidOptionException if something is missing or contradicts
     */
    RowInput open(InputRequest request);
}

package dev.headrace.rows.spi;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.source.Source;
import java.io.IOException;
import java.util.List;

/** A place that rows are read from, at once or as a stream. Immutable. */
public interface RowInput {

    /** What is read from where, in a few words for people: no secrets. */
    String describe();

    /** The columns of its rows. */
    Schema schema();

    /**
     * This input for a query that needs less than all. An input that cannot skip anything returns rows of {@code wanted} all
     * the same.
     *
     * @param wanted the columns of {@link #schema} that are needed, in the order of that schema, and of structs the fields:
     *     its rows have this schema
     * @param filters rows that do not satisfy all of them are not needed. Advice: rows that are returned are filtered again.
     *     Positions of a stream mean the same whatever they are, since they may be others after a restart
     */
    RowInput narrowed(Schema wanted, List<Predicate> filters);

    /** Reads all there is now. */
    RowReader rows() throws IOException;

    /** The same place as a stream. Keys are null. */
    Source<Void, Row> stream();
}

package dev.headrace.rows.expression;

import dev.headrace.rows.data.Schema;
import java.util.Set;

/** A value computed from a row. Immutable, and not yet tied to a schema. */
public interface Expression {

    /** What a column of it is called that has no alias. */
    String name();

    /** What it computes, of columns by whatever names it has; another text where it computes something else. */
    default String meaning() {
        return name();
    }

    /** The same under another name. */
    default Expression named(String alias) {
        return new Alias(this, alias);
    }

    /** The columns that it reads, as they were written: {@code geo.city}. */
    Set<String> references();

    /**
     * The same over rows of one schema.
     *
     * @throws IllegalArgumentException if a column is unknown, or types do not fit; the message says which
     */
    Bound bind(Schema schema);
}

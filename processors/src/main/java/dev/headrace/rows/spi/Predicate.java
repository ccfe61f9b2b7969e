package dev.headrace.rows.spi;

import java.util.List;

/**
 * What rows have to satisfy, in the words that file formats keep statistics for. As in SQL, a comparison with null is
 * neither true nor false, and only rows for which the predicate is true are wanted. Columns are paths, {@code geo.city};
 * literals have the class of the column's type and are not null.
 */
public sealed interface Predicate {

    /** How two values compare. */
    enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** {@code column <comparison> literal}. */
    record Compare(String column, Comparison comparison, Object literal) implements Predicate {}

    /** The column has one of these values. */
    record In(String column, List<Object> literals) implements Predicate {

        public In {
            literals = List.copyOf(literals);
        }
    }

    /** The column is null. */
    record IsNull(String column) implements Predicate {}

    /** The column is not null. */
    record IsNotNull(String column) implements Predicate {}

    /** Both hold. */
    record And(Predicate left, Predicate right) implements Predicate {}

    /** One holds at least. */
    record Or(Predicate left, Predicate right) implements Predicate {}

    /** It does not hold. */
    record Not(Predicate negated) implements Predicate {}
}

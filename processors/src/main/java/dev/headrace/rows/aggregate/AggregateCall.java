package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Expression;
import java.util.Set;

/**
 * An aggregate of an expression.
 *
 * @param name what a column of it is called
 * @param meaning what is computed, whatever it is called: changes when what is remembered no longer means the same
 * @param of what is aggregated
 * @param making makes its aggregator for a type
 */
public record AggregateCall(String name, String meaning, Expression of, Making making) implements Expression {

    /** Makes an aggregator. */
    @FunctionalInterface
    public interface Making {

        /**
         * The aggregator of values of a type.
         *
         * @throws IllegalArgumentException if it does not take them; the message is a reason that follows a colon
         */
        Aggregator of(DataType type);
    }

    @Override
    public AggregateCall named(String alias) {
        return new AggregateCall(alias, meaning, of, making);
    }

    @Override
    public Set<String> references() {
        return of.references();
    }

    @Override
    public Bound bind(Schema schema) {
        throw new IllegalArgumentException(
                "Cannot compute " + name + " of a single row: it is an aggregate. Use it in groupBy(..).agg(..)");
    }

    /** The aggregator over rows of a schema. */
    public Aggregator aggregator(Schema schema) {
        try {
            return making.of(of.bind(schema).type());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Cannot compute " + name + ": " + e.getMessage(), e);
        }
    }
}

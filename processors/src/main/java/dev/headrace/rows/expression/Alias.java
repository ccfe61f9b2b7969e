package dev.headrace.rows.expression;

import dev.headrace.rows.data.Schema;
import java.util.Set;

/** An expression under another name. */
public record Alias(Expression of, String name) implements Expression {

    @Override
    public String meaning() {
        return of.meaning();
    }

    @Override
    public Alias named(String alias) {
        return new Alias(of, alias);
    }

    @Override
    public Set<String> references() {
        return of.references();
    }

    @Override
    public Bound bind(Schema schema) {
        return of.bind(schema);
    }
}

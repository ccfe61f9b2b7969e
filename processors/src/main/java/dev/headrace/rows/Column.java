package dev.headrace.rows;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.expression.Arithmetic;
import dev.headrace.rows.expression.Casts;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Elements;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.expression.Literal;
import dev.headrace.rows.expression.Reference;
import dev.headrace.rows.expression.Texts;
import dev.headrace.rows.plan.SortKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value computed from a row: a column, or an expression of columns. It is data, not code, so that a reader of files can be
 * told what is needed. Where an argument is an {@link Object}, a {@link Column} stands for itself and anything else for a
 * literal.
 *
 * <p>As in SQL, what is computed of null is null, a comparison with null is neither true nor false, and only rows for which a
 * condition is true pass a filter.
 */
public sealed class Column permits CaseColumn {

    private final Expression expression;
    private final boolean descending;

    Column(Expression expression) {
        this(expression, false);
    }

    private Column(Expression expression, boolean descending) {
        this.expression = expression;
        this.descending = descending;
    }

    Expression expression() {
        return expression;
    }

    SortKey sortKey() {
        return new SortKey(expression, descending);
    }

    static Expression expressionOf(@Nullable Object value) {
        return value instanceof Column column ? column.expression : Literal.of(value);
    }

    /** What a column of it is called. */
    public String name() {
        return expression.name();
    }

    /** The same under another name. */
    public Column as(String alias) {
        return new Column(expression.named(alias));
    }

    /** As {@link #as}. */
    public Column alias(String alias) {
        return as(alias);
    }

    /** {@code =}. */
    public Column equalTo(@Nullable Object other) {
        return new Column(Comparisons.of("=", expression, expressionOf(other), sign -> sign == 0));
    }

    /** {@code !=}. */
    public Column notEqual(@Nullable Object other) {
        return new Column(Comparisons.of("!=", expression, expressionOf(other), sign -> sign != 0));
    }

    /** {@code >}. */
    public Column gt(@Nullable Object other) {
        return new Column(Comparisons.of(">", expression, expressionOf(other), sign -> sign > 0));
    }

    /** {@code >=}. */
    public Column geq(@Nullable Object other) {
        return new Column(Comparisons.of(">=", expression, expressionOf(other), sign -> sign >= 0));
    }

    /** {@code <}. */
    public Column lt(@Nullable Object other) {
        return new Column(Comparisons.of("<", expression, expressionOf(other), sign -> sign < 0));
    }

    /** {@code <=}. */
    public Column leq(@Nullable Object other) {
        return new Column(Comparisons.of("<=", expression, expressionOf(other), sign -> sign <= 0));
    }

    /** Equality for which null equals null, and nothing else. */
    public Column eqNullSafe(@Nullable Object other) {
        return new Column(Comparisons.nullSafe(expression, expressionOf(other)));
    }

    /** Between two values, both included. */
    public Column between(@Nullable Object least, @Nullable Object greatest) {
        return geq(least).and(leq(greatest));
    }

    /** One of these values; null where it is null, or is none of them and null is among them. */
    public Column isin(@Nullable Object... values) {
        return new Column(Comparisons.in(
                expression, Arrays.stream(values).map(Column::expressionOf).toList()));
    }

    /** Whether it is null. */
    public Column isNull() {
        return new Column(Comparisons.isNull(expression, true));
    }

    /** Whether it is not null. */
    public Column isNotNull() {
        return new Column(Comparisons.isNull(expression, false));
    }

    /** Both. */
    public Column and(Column other) {
        return new Column(Comparisons.and(expression, other.expression));
    }

    /** One at least. */
    public Column or(Column other) {
        return new Column(Comparisons.or(expression, other.expression));
    }

    /** {@code +}; whole numbers must not overflow. */
    public Column plus(@Nullable Object other) {
        return new Column(Arithmetic.plus(expression, expressionOf(other)));
    }

    /** {@code -}. */
    public Column minus(@Nullable Object other) {
        return new Column(Arithmetic.minus(expression, expressionOf(other)));
    }

    /** {@code *}. */
    public Column multiply(@Nullable Object other) {
        return new Column(Arithmetic.times(expression, expressionOf(other)));
    }

    /** {@code /}, always with a fraction; the divisor must not be zero. */
    public Column divide(@Nullable Object other) {
        return new Column(Arithmetic.divide(expression, expressionOf(other)));
    }

    /** {@code %}. */
    public Column mod(@Nullable Object other) {
        return new Column(Arithmetic.modulo(expression, expressionOf(other)));
    }

    /** As another type; a value that has no counterpart there is an error. */
    public Column cast(DataType type) {
        return new Column(Casts.to(expression, type));
    }

    /** As another type, written as in DDL: {@code "bigint"}. */
    public Column cast(String ddl) {
        return cast(DataType.of(ddl));
    }

    /** Whether text fits a pattern: {@code %} stands for any text, {@code _} for one character. */
    public Column like(String pattern) {
        return new Column(Texts.like(expression, pattern));
    }

    /** Whether text contains something that a regular expression describes. */
    public Column rlike(String regex) {
        return new Column(Texts.rlike(expression, regex));
    }

    /** Whether text begins with another. */
    public Column startsWith(@Nullable Object other) {
        return new Column(Texts.test("startswith", expression, expressionOf(other), String::startsWith));
    }

    /** Whether text ends with another. */
    public Column endsWith(@Nullable Object other) {
        return new Column(Texts.test("endswith", expression, expressionOf(other), String::endsWith));
    }

    /** Whether text contains another. */
    public Column contains(@Nullable Object other) {
        return new Column(Texts.test("contains", expression, expressionOf(other), String::contains));
    }

    /** A field of a struct. */
    public Column getField(String field) {
        if (expression instanceof Reference reference) {
            return new Column(new Reference(reference.path() + "." + field));
        }
        return new Column(Elements.field(expression, field));
    }

    /** The element of an array at a place, from 0, or of a key of a map. */
    public Column getItem(Object at) {
        return new Column(Elements.item(expression, expressionOf(at)));
    }

    /** Orders from the least to the greatest, nulls first. */
    public Column asc() {
        return new Column(expression, false);
    }

    /** Orders from the greatest to the least, nulls last. */
    public Column desc() {
        return new Column(expression, true);
    }

    @Override
    public String toString() {
        return name();
    }
}

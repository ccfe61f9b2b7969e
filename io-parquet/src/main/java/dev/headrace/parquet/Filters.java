package dev.headrace.parquet;

import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.booleanColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.doubleColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.floatColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.intColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.longColumn;

import dev.headrace.rows.spi.Predicate;
import java.util.List;
import java.util.Set;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators.Column;
import org.apache.parquet.filter2.predicate.Operators.SupportsEqNotEq;
import org.apache.parquet.filter2.predicate.Operators.SupportsLtGt;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Says in Parquet's words what rows have to satisfy, as far as that goes: what cannot be said is left out, so that more rows
 * than wanted may pass, never fewer.
 */
final class Filters {

    private final MessageType part;

    private Filters(MessageType part) {
        this.part = part;
    }

    /**
     * All of {@code predicates} together.
     *
     * @param part what is read of the file. A column that is not may have its values from elsewhere, a directory's name say
     */
    static FilterCompat.Filter of(List<Predicate> predicates, MessageType part) {
        Filters filters = new Filters(part);
        FilterPredicate all = null;
        for (Predicate predicate : predicates) {
            FilterPredicate one = filters.said(predicate);
            if (one != null) {
                all = all == null ? one : FilterApi.and(all, one);
            }
        }
        return all == null ? FilterCompat.NOOP : FilterCompat.get(all);
    }

    /** Null where it cannot be said, in whole or in a part whose absence would let fewer rows pass. */
    private @Nullable FilterPredicate said(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            FilterPredicate left = said(and.left());
            FilterPredicate right = said(and.right());
            return left == null ? right : right == null ? left : FilterApi.and(left, right);
        }
        if (predicate instanceof Predicate.Or or) {
            FilterPredicate left = said(or.left());
            FilterPredicate right = said(or.right());
            return left == null || right == null ? null : FilterApi.or(left, right);
        }
        if (predicate instanceof Predicate.Compare compare) {
            return compared(compare.column(), compare.comparison(), compare.literal());
        }
        if (predicate instanceof Predicate.In in) {
            FilterPredicate any = null;
            for (Object literal : in.literals()) {
                FilterPredicate one = compared(in.column(), Predicate.Comparison.EQUAL, literal);
                if (one == null) {
                    return null;
                }
                any = any == null ? one : FilterApi.or(any, one);
            }
            return any;
        }
        return null;
    }

    private @Nullable FilterPredicate compared(String column, Predicate.Comparison comparison, Object literal) {
        PrimitiveType type = type(column);
        if (type == null) {
            return null;
        }
        PrimitiveTypeName name = type.getPrimitiveTypeName();
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (name == PrimitiveTypeName.BOOLEAN && literal instanceof Boolean flag) {
            return switch (comparison) {
                case EQUAL -> FilterApi.eq(booleanColumn(column), flag);
                case NOT_EQUAL -> FilterApi.notEq(booleanColumn(column), flag);
                default -> null;
            };
        }
        if (name == PrimitiveTypeName.INT32 && isSigned(logical) && literal instanceof Number number) {
            return number.longValue() == number.intValue() && isIntegral(number)
                    ? ordered(intColumn(column), comparison, number.intValue())
                    : null;
        }
        if (name == PrimitiveTypeName.INT64 && isSigned(logical) && literal instanceof Number number) {
            return isIntegral(number) ? ordered(longColumn(column), comparison, number.longValue()) : null;
        }
        if (name == PrimitiveTypeName.DOUBLE && literal instanceof Double number) {
            return isExact(comparison, number) ? ordered(doubleColumn(column), comparison, number) : null;
        }
        if (name == PrimitiveTypeName.FLOAT && literal instanceof Float number) {
            return isExact(comparison, number) ? ordered(floatColumn(column), comparison, number) : null;
        }
        if (name == PrimitiveTypeName.BINARY
                && logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                && literal instanceof String text) {
            return ordered(binaryColumn(column), comparison, Binary.fromString(text));
        }
        return null;
    }

    /**
     * Whether Parquet's order of floating numbers, and statistics that pass over NaN, agree with SQL's, where -0.0 equals 0.0
     * and NaN is the largest number.
     */
    private static boolean isExact(Predicate.Comparison comparison, Number literal) {
        return literal.doubleValue() != 0
                && !Double.isNaN(literal.doubleValue())
                && Set.of(Predicate.Comparison.EQUAL, Predicate.Comparison.LESS, Predicate.Comparison.LESS_OR_EQUAL)
                        .contains(comparison);
    }

    private static boolean isSigned(@Nullable LogicalTypeAnnotation logical) {
        return logical == null
                || (logical instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation number && number.isSigned());
    }

    private static boolean isIntegral(Number number) {
        return Set.of(Byte.class, Short.class, Integer.class, Long.class).contains(number.getClass());
    }

    private static <T extends Comparable<T>, C extends Column<T> & SupportsEqNotEq & SupportsLtGt>
            FilterPredicate ordered(C column, Predicate.Comparison comparison, T literal) {
        return switch (comparison) {
            case EQUAL -> FilterApi.eq(column, literal);
            case NOT_EQUAL -> FilterApi.notEq(column, literal);
            case LESS -> FilterApi.lt(column, literal);
            case LESS_OR_EQUAL -> FilterApi.ltEq(column, literal);
            case GREATER -> FilterApi.gt(column, literal);
            case GREATER_OR_EQUAL -> FilterApi.gtEq(column, literal);
        };
    }

    /** The type of a column that is there and in no list; null otherwise. */
    private @Nullable PrimitiveType type(String column) {
        GroupType group = part;
        String[] path = column.split("\\.");
        for (int depth = 0; depth < path.length; depth++) {
            if (!group.containsField(path[depth])) {
                return null;
            }
            Type field = group.getType(path[depth]);
            if (field.isRepetition(Type.Repetition.REPEATED)) {
                return null;
            }
            if (depth == path.length - 1) {
                return field.isPrimitive() ? field.asPrimitiveType() : null;
            }
            if (field.isPrimitive()) {
                return null;
            }
            group = field.asGroupType();
        }
        return null;
    }
}

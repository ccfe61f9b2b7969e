package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows of one schema and computes aggregates of each group. Memory of a group is an array, or a row of {@link
 * #memorySchema} of which the array is made.
 */
public final class Grouping {

    private final Schema keySchema;
    private final Schema memorySchema;
    private final Schema resultSchema;
    private final List<Bound> keys;
    private final List<Bound> inputs;
    private final List<Aggregator> aggregators;
    private final int[] places;

    private Grouping(
            Schema keySchema,
            Schema memorySchema,
            Schema resultSchema,
            List<Bound> keys,
            List<Bound> inputs,
            List<Aggregator> aggregators,
            int[] places) {
        this.keySchema = keySchema;
        this.memorySchema = memorySchema;
        this.resultSchema = resultSchema;
        this.keys = keys;
        this.inputs = inputs;
        this.aggregators = aggregators;
        this.places = places;
    }

    /**
     * A grouping of rows of {@code schema}.
     *
     * @throws IllegalArgumentException if a key or an aggregate does not fit the rows
     */
    public static Grouping of(Schema schema, List<Expression> keys, List<AggregateCall> aggregates) {
        List<Bound> boundKeys = keys.stream().map(key -> key.bind(schema)).toList();
        List<Field> keyFields = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            keyFields.add(new Field(keys.get(key).name(), boundKeys.get(key).type(), true));
        }
        List<Aggregator> aggregators =
                aggregates.stream().map(call -> call.aggregator(schema)).toList();
        List<Field> memoryFields = new ArrayList<>();
        List<Field> resultFields = new ArrayList<>(keyFields);
        int[] places = new int[aggregates.size()];
        for (int index = 0; index < places.length; index++) {
            places[index] = memoryFields.size();
            for (DataType type : aggregators.get(index).memory()) {
                memoryFields.add(new Field("m" + memoryFields.size(), type, true));
            }
            resultFields.add(new Field(
                    aggregates.get(index).name(), aggregators.get(index).type(), true));
        }
        return new Grouping(
                Schema.of(keyFields),
                Schema.of(memoryFields),
                Schema.of(resultFields),
                boundKeys,
                aggregates.stream().map(call -> call.of().bind(schema)).toList(),
                aggregators,
                places);
    }

    /** The columns of groups. */
    public Schema keySchema() {
        return keySchema;
    }

    /** What is remembered of a group. */
    public Schema memorySchema() {
        return memorySchema;
    }

    /** The columns of results: those of the group, then the aggregates. */
    public Schema resultSchema() {
        return resultSchema;
    }

    /** The group that a row belongs to. */
    public Row key(Row row, long nowMs) {
        @Nullable Object[] values = new Object[keys.size()];
        for (int key = 0; key < values.length; key++) {
            values[key] = Comparisons.normalized(keys.get(key).of(row, nowMs));
        }
        return Row.wrap(keySchema, values);
    }

    /** Memory of an empty group. */
    public @Nullable Object[] begin() {
        @Nullable Object[] memory = new Object[memorySchema.size()];
        for (int index = 0; index < places.length; index++) {
            aggregators.get(index).begin(memory, places[index]);
        }
        return memory;
    }

    /** Takes a row into its group. */
    public void add(@Nullable Object[] memory, Row row, long nowMs) {
        for (int index = 0; index < places.length; index++) {
            aggregators.get(index).add(memory, places[index], inputs.get(index).of(row, nowMs));
        }
    }

    /** Takes what is remembered of later rows of the same group. */
    public void merge(@Nullable Object[] memory, @Nullable Object[] other) {
        for (int index = 0; index < places.length; index++) {
            aggregators.get(index).merge(memory, places[index], other, places[index]);
        }
    }

    /** Memory as a row, which is not changed any more. */
    public Row row(@Nullable Object[] memory) {
        for (int index = 0; index < places.length; index++) {
            aggregators.get(index).settle(memory, places[index]);
        }
        return Row.wrap(memorySchema, memory);
    }

    /** Memory of a row, which stays as it is. */
    public @Nullable Object[] memory(Row row) {
        return row.values().toArray();
    }

    /** The result row of a group. */
    public Row result(Row key, @Nullable Object[] memory) {
        @Nullable Object[] values = new Object[resultSchema.size()];
        for (int column = 0; column < keys.size(); column++) {
            values[column] = key.get(column);
        }
        for (int index = 0; index < places.length; index++) {
            values[keys.size() + index] = aggregators.get(index).result(memory, places[index]);
        }
        return Row.wrap(resultSchema, values);
    }
}

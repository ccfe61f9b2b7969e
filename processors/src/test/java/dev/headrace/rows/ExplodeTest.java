package dev.headrace.rows;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.explode;
import static dev.headrace.rows.Functions.explode_outer;
import static dev.headrace.rows.Functions.posexplode;
import static dev.headrace.rows.Functions.posexplode_outer;
import static dev.headrace.rows.Functions.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.connect.MemoryInput;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of which one column stands for several. */
class ExplodeTest {

    private static final Schema ORDERS =
            Schema.of("id INT, tags ARRAY<STRING>, prices MAP<STRING, INT>, items ARRAY<STRUCT<item: STRING, n: INT>>");
    private static final Schema ITEM = Schema.of("item STRING, n INT");

    private final RowStream orders = Rows.of(
            ORDERS,
            List.of(
                    Row.of(
                            ORDERS,
                            1,
                            Arrays.asList("a", null),
                            Map.of("x", 3),
                            List.of(Row.of(ITEM, "pen", 2), Row.of(ITEM, "ink", 1))),
                    Row.of(ORDERS, 2, List.of(), Map.of(), List.of()),
                    Row.of(ORDERS, 3, null, null, null)));

    @Test
    void elementsOfListsAreRowsWithNullsAmongThem() {
        RowStream exploded = orders.select(col("id"), explode(col("tags")));

        assertThat(exploded.columns()).containsExactly("id", "col");
        assertThat(exploded.collect())
                .extracting(Row::values)
                .containsExactly(Arrays.asList(1, "a"), Arrays.asList(1, null));
    }

    @Test
    void outerKeepsRowsWithoutElements() {
        assertThat(orders.select(explode_outer(col("tags")).as("tag"), col("id"))
                        .collect())
                .extracting(Row::values)
                .containsExactly(
                        Arrays.asList("a", 1), Arrays.asList(null, 1), Arrays.asList(null, 2), Arrays.asList(null, 3));
    }

    @Test
    void mapsHaveKeysAndValuesAndPlacesAreCounted() {
        assertThat(orders.select(col("id"), explode(col("prices"))).collect())
                .extracting(Row::toString)
                .containsExactly("{id: 1, key: x, value: 3}");
        assertThat(orders.select(posexplode(col("tags"))).collect())
                .extracting(Row::toString)
                .containsExactly("{pos: 0, col: a}", "{pos: 1, col: null}");
        assertThat(orders.filter(col("id").equalTo(3))
                        .select(posexplode_outer(col("prices")))
                        .collect())
                .extracting(Row::toString)
                .containsExactly("{pos: null, key: null, value: null}");
    }

    @Test
    void columnMayTakeThePlaceOfItsCollectionAndStructsHaveFields() {
        assertThat(orders.withColumn("items", explode(col("items")))
                        .select("id", "items.item")
                        .groupBy("id")
                        .count()
                        .collect())
                .extracting(Row::toString)
                .containsExactly("{id: 1, count: 2}");
    }

    @Test
    void streamsAreExploded(@TempDir Path directory) throws InterruptedException {
        MemoryInput lines = MemoryInput.of(Schema.of("line STRING"), 2);
        lines.add("to be or not").add("to be");

        assertThat(new MemoryQuery(directory)
                        .run(
                                Rows.readStream(lines)
                                        .select(explode(split(col("line"), " ")).as("word"))
                                        .groupBy("word")
                                        .count(),
                                "complete",
                                2))
                .extracting(Row::toString)
                .containsExactlyInAnyOrder(
                        "{word: to, count: 2}",
                        "{word: be, count: 2}",
                        "{word: or, count: 1}",
                        "{word: not, count: 1}");
    }

    @Test
    void whatCannotBeExplodedIsRefused() {
        assertThatThrownBy(() -> orders.select(explode(col("id"))))
                .hasMessage("Cannot explode id: it is INT, and only arrays and maps have elements");
        assertThatThrownBy(() -> orders.select(explode(col("tags")), explode(col("items"))))
                .hasMessageContaining("Cannot explode tags and items at once");
        assertThatThrownBy(() -> orders.filter(explode(col("tags")).equalTo("a")))
                .hasMessageContaining("it makes rows. Use it by itself in select(..)");
        assertThatThrownBy(() -> orders.select(
                        col("id"), explode(col("prices")), col("id").as("key")))
                .hasMessageContaining("two columns are named 'key'");
    }
}

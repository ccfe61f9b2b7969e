package dev.headrace.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionTest {

    @Test
    void movesForwardOnly() {
        Position position = Position.emptyPosition().withComponent("a", 0, 5).withComponent("a", 0, 3);

        assertThat(position.getPartitionPositions("a")).containsExactly(Map.entry(0, 5L));
    }

    @Test
    void takesTheFurtherOffsetOfEachPartitionWhenMerged() {
        Position left = Position.fromMap(Map.of("a", Map.of(0, 5L, 1, 1L)));
        Position right = Position.fromMap(Map.of("a", Map.of(0, 4L, 1, 2L), "b", Map.of(0, 0L)));

        assertThat(left.merge(right))
                .isSameAs(left)
                .isEqualTo(Position.fromMap(Map.of("a", Map.of(0, 5L, 1, 2L), "b", Map.of(0, 0L))));
        assertThat(right).isEqualTo(Position.fromMap(Map.of("a", Map.of(0, 4L, 1, 2L), "b", Map.of(0, 0L))));
        assertThat(left.merge(null)).isSameAs(left);
    }

    @Test
    void doesNotFollowTheOriginalOnceCopied() {
        Position original = Position.emptyPosition().withComponent("a", 0, 1);
        Position copy = original.copy();
        PositionBound bound = PositionBound.at(original);

        original.withComponent("a", 0, 2).withComponent("b", 0, 0);

        assertThat(copy).isEqualTo(Position.emptyPosition().withComponent("a", 0, 1));
        assertThat(bound.position()).isEqualTo(copy);
    }

    @Test
    void hasSeenNothingOfAnUnknownTopic() {
        assertThat(Position.emptyPosition().getPartitionPositions("a")).isEmpty();
        assertThat(Position.fromMap(null).isEmpty()).isTrue();
        assertThat(PositionBound.unbounded().isUnbounded()).isTrue();
    }

    @Test
    void refusesToBeAHashKey() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Position.emptyPosition().hashCode());
    }
}

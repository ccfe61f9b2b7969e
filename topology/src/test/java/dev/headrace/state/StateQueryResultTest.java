package dev.headrace.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StateQueryResultTest {

    private final StateQueryResult<String> result = new StateQueryResult<>();

    @Test
    void findsTheOnePartitionThatAnswered() {
        QueryResult<String> answer = QueryResult.forResult("v");
        result.addResult(0, QueryResult.forResult(null));
        result.addResult(1, QueryResult.forFailure(FailureReason.NOT_PRESENT, "elsewhere"));
        assertThat(result.getOnlyPartitionResult()).isNull();

        result.addResult(2, answer);
        assertThat(result.getOnlyPartitionResult()).isSameAs(answer);

        result.addResult(3, QueryResult.forResult("w"));
        assertThatIllegalArgumentException().isThrownBy(result::getOnlyPartitionResult);
    }

    @Test
    void hasSeenWhatAllPartitionsTogetherHaveSeen() {
        QueryResult<String> left = QueryResult.forResult("v");
        left.setPosition(Position.emptyPosition().withComponent("a", 0, 4));
        QueryResult<String> right = QueryResult.forResult(null);
        right.setPosition(Position.emptyPosition().withComponent("a", 1, 5));
        result.addResult(0, left);
        result.addResult(1, right);
        result.addResult(2, QueryResult.forFailure(FailureReason.NOT_PRESENT, "elsewhere"));

        assertThat(result.getPosition())
                .isEqualTo(Position.emptyPosition().withComponent("a", 0, 4).withComponent("a", 1, 5));
    }

    @Test
    void givesNoAnswerForAFailureAndNoReasonForASuccess() {
        QueryResult<String> failed = QueryResult.notUpToBound(
                Position.emptyPosition(),
                PositionBound.at(Position.emptyPosition().withComponent("a", 0, 4)),
                7);

        assertThat(failed.isFailure()).isTrue();
        assertThat(failed.getFailureReason()).isEqualTo(FailureReason.NOT_UP_TO_BOUND);
        assertThat(failed.getFailureMessage()).contains("partition 7");
        assertThatIllegalArgumentException().isThrownBy(failed::getResult);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryResult.forResult("v").getFailureReason());
    }
}

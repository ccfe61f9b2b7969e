package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.sink.CommitPace;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.QueryOptionsBuilder;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import dev.headrace.topology.TopologyPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggerChoiceTest {

    private static final TopologyPlan PLAN = new Topology()
            .addSource("in", "events")
            .addSink("quick", new Paced(2, 1), "in")
            .addSink("slow", new Paced(60, 5), "in")
            .addSink("any", new Unpaced(), "in")
            .plan();

    @Test
    void slowestSinkTellsHowOftenToCommitWhereNobodyElseDoes() {
        assertThat(trigger(builder())).isEqualTo(Trigger.continuous(Duration.ofSeconds(60)));
        assertThat(trigger(builder().trigger(Trigger.once()))).isEqualTo(Trigger.once());
        assertThat(trigger(builder().property("commit.interval.ms", "7000")))
                .isEqualTo(Trigger.continuous(Duration.ofSeconds(7)));
    }

    @Test
    void shorterIntervalThanASinkBearsIsRefused() {
        assertThatThrownBy(() -> trigger(builder().trigger(Trigger.continuous(Duration.ofSeconds(4)))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(
                        "Cannot commit every 4000 ms with sink 'slow' (a shelf): it takes 5000 ms or longer. It is slow");
        assertThatThrownBy(() -> trigger(builder().property("commit.interval.ms", "100")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot commit every 100 ms with sink 'quick'");
    }

    private static Trigger trigger(QueryOptionsBuilder builder) {
        return TriggerChoice.of(PLAN, builder.build()).trigger();
    }

    private static QueryOptionsBuilder builder() {
        return QueryOptions.builder().commitLog(CommitLog.directory(Path.of("checkpoint")));
    }

    private static class Unpaced implements Sink<Object, Object> {

        @Override
        public String describe() {
            return "a shelf";
        }

        @Override
        public SinkWriter<Object, Object> writer(SinkContext context) {
            throw new AssertionError("Nobody writes");
        }
    }

    private static final class Paced extends Unpaced {

        private final CommitPace pace;

        private Paced(int usualSeconds, int leastSeconds) {
            pace = new CommitPace(Duration.ofSeconds(usualSeconds), Duration.ofSeconds(leastSeconds), "It is slow");
        }

        @Override
        public Optional<CommitPace> pace() {
            return Optional.of(pace);
        }
    }
}

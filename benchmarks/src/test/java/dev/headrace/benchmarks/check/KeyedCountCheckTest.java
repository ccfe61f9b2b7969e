package dev.headrace.benchmarks.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyedCountCheckTest {

    private final KeyedCountCheck check = new KeyedCountCheck();

    @BeforeEach
    void expectTwoForAnnAndOneForBob() {
        List<ConsumerRecord<String, String>> input = new ArrayList<>();
        for (String user : List.of("ann", "bob", "ann")) {
            input.add(new ConsumerRecord<>("input", 0, input.size(), user, "finalize"));
        }
        check.expect(input.iterator());
    }

    @Test
    void countsTheRecordsOfARightOutput() {
        read("ann", 1, "ann", 2);
        read("bob", 1);

        assertThat(check.finish()).isEqualTo(3);
    }

    @Test
    void acceptsThatUpdatesWereMergedIntoOne() {
        read("ann", 2, "bob", 1);

        assertThat(check.finish()).isEqualTo(2);
    }

    @Test
    void refusesACountThatWasLost() {
        read("ann", 1, "bob", 1);

        assertThatThrownBy(check::finish)
                .isInstanceOf(WrongOutputException.class)
                .hasMessageContaining("ann is 1 where the input has 2");
    }

    @Test
    void refusesARecordThatWasCountedTwice() {
        read("ann", 3, "bob", 1);

        assertThatThrownBy(check::finish).isInstanceOf(WrongOutputException.class);
    }

    @Test
    void refusesACountThatStands() {
        read("ann", 1);

        assertThatThrownBy(() -> read("ann", 1))
                .isInstanceOf(WrongOutputException.class)
                .hasMessageContaining("ann goes from 1 to 1");
    }

    @Test
    void refusesAKeyThatIsMissingAndOneThatWasMadeUp() {
        read("ann", 2, "eve", 1);

        assertThatThrownBy(check::finish).isInstanceOf(WrongOutputException.class);
    }

    private void read(Object... keysAndCounts) {
        List<ConsumerRecord<String, Long>> output = new ArrayList<>();
        for (int i = 0; i < keysAndCounts.length; i += 2) {
            long count = (Integer) keysAndCounts[i + 1];
            output.add(new ConsumerRecord<>("output", 0, output.size(), (String) keysAndCounts[i], count));
        }
        check.read(output.iterator());
    }
}

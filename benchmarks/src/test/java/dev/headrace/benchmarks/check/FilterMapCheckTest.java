package dev.headrace.benchmarks.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FilterMapCheckTest {

    private static final List<ConsumerRecord<String, String>> INPUT =
            records("ann:finalize,1", "bob:main,2", "ann:finalize,3", "eve:finalize,4");

    @Test
    void countsTheRecordsOfARightOutput() {
        assertThat(check("ann:1", "ann:3", "eve:4")).isEqualTo(3);
    }

    @Test
    void refusesAMissingRecord() {
        assertThatThrownBy(() -> check("ann:1", "ann:3"))
                .isInstanceOf(WrongOutputException.class)
                .hasMessageContaining("input offset 3")
                .hasMessageContaining("eve = 4");
    }

    @Test
    void refusesARepeatedRecord() {
        assertThatThrownBy(() -> check("ann:1", "ann:1", "ann:3", "eve:4"))
                .isInstanceOf(WrongOutputException.class)
                .hasMessageContaining("offset 1 of output partition 0 stands ann = 1");
    }

    @Test
    void refusesAnotherOrder() {
        assertThatThrownBy(() -> check("ann:3", "ann:1", "eve:4")).isInstanceOf(WrongOutputException.class);
    }

    @Test
    void refusesRecordsPastTheEnd() {
        assertThatThrownBy(() -> check("ann:1", "ann:3", "eve:4", "eve:4"))
                .isInstanceOf(WrongOutputException.class)
                .hasMessageContaining("past the last record");
    }

    private static long check(String... output) {
        return FilterMapCheck.check(INPUT.iterator(), records(output).iterator());
    }

    private static List<ConsumerRecord<String, String>> records(String... keysAndValues) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        for (String keyAndValue : keysAndValues) {
            String[] parts = keyAndValue.split(":", 2);
            records.add(new ConsumerRecord<>("topic", 0, records.size(), parts[0], parts[1]));
        }
        return records;
    }
}

package dev.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.errors.StreamsException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordTest {

    private final Headers headers = new RecordHeaders().add("h", new byte[] {1});
    private final Record<String, Integer> record = new Record<>("k", 1, 10L, headers);

    @Test
    void changesOnePartAndKeepsTheOthers() {
        assertThat(record.withKey(2L)).isEqualTo(new Record<>(2L, 1, 10L, headers));
        assertThat(record.withValue("v")).isEqualTo(new Record<>("k", "v", 10L, headers));
        assertThat(record.withTimestamp(11L)).isEqualTo(new Record<>("k", 1, 11L, headers));
        assertThat(record.withHeaders(null)).isEqualTo(new Record<>("k", 1, 10L));
    }

    @Test
    void hasHeadersOfItsOwn() {
        Record<String, String> derived = record.withValue("v");

        derived.headers().add("more", new byte[0]);
        headers.add("later", new byte[0]);

        assertThat(derived.headers()).hasSize(2);
        assertThat(record.headers()).hasSize(1);
    }

    @Test
    void takesNullsForKeyAndValue() {
        Record<String, String> empty = new Record<>(null, null, 0L);

        assertThat(empty.key()).isNull();
        assertThat(empty.value()).isNull();
        assertThat(empty.headers()).isEmpty();
    }

    @Test
    void refusesANegativeTimestamp() {
        assertThatExceptionOfType(StreamsException.class)
                .isThrownBy(() -> record.withTimestamp(-1))
                .havingCause()
                .isInstanceOf(IllegalArgumentException.class)
                .withMessageContaining("-1");
    }

    @Test
    void keepsEverythingWhenItsKeyIsFixed() {
        FixedKeyRecord<String, Integer> fixed = InternalFixedKeyRecordFactory.create(record);

        FixedKeyRecord<String, String> derived = fixed.withValue("v").withTimestamp(12L);

        assertThat(derived.key()).isEqualTo("k");
        assertThat(derived.value()).isEqualTo("v");
        assertThat(derived.timestamp()).isEqualTo(12L);
        assertThat(derived.headers()).isEqualTo(headers);
        assertThat(fixed.value()).isEqualTo(1);
    }
}

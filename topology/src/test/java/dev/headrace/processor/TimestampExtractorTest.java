package dev.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.errors.StreamsException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimestampExtractorTest {

    static ExtractRecordMetadataTimestamp[] extractors() {
        return new ExtractRecordMetadataTimestamp[] {
            new FailOnInvalidTimestamp(), new LogAndSkipOnInvalidTimestamp(), new UsePartitionTimeOnInvalidTimestamp()
        };
    }

    @ParameterizedTest
    @MethodSource("extractors")
    void usesTheTimestampThatTheRecordCarries(TimestampExtractor extractor) {
        assertThat(extractor.extract(recordAt(0), 99)).isZero();
        assertThat(extractor.extract(recordAt(42), 99)).isEqualTo(42);
    }

    @Test
    void failsNamingTheRecordWithoutTimestamp() {
        assertThatExceptionOfType(StreamsException.class)
                .isThrownBy(() -> new FailOnInvalidTimestamp().extract(recordAt(-1), 99))
                .withMessageContaining("orders-3@1042");
    }

    @Test
    void leavesTheTimestampNegativeSoThatTheRecordIsDropped() {
        assertThat(new LogAndSkipOnInvalidTimestamp().extract(recordAt(-7), 99)).isEqualTo(-7);
    }

    @Test
    void fallsBackToThePartitionTimeIfThereIsOne() {
        TimestampExtractor extractor = new UsePartitionTimeOnInvalidTimestamp();

        assertThat(extractor.extract(recordAt(-1), 99)).isEqualTo(99);
        assertThatExceptionOfType(StreamsException.class)
                .isThrownBy(() -> extractor.extract(recordAt(-1), -1))
                .withMessageContaining("orders-3@1042");
    }

    private static ConsumerRecord<Object, Object> recordAt(long timestamp) {
        return new ConsumerRecord<>(
                "orders",
                3,
                1042,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "k",
                "v",
                new RecordHeaders(),
                Optional.empty());
    }
}

package dev.headrace.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesFormatTest {

    @Test
    void putsAnUnknownTimestampBeforeAValue() {
        assertThat(TimestampedBytesStore.convertToTimestampedFormat(new byte[] {7}))
                .containsExactly(-1, -1, -1, -1, -1, -1, -1, -1, 7);
        assertThat(TimestampedBytesStore.convertToTimestampedFormat(null)).isNull();
    }

    @Test
    void putsEmptyHeadersBeforeAValue() {
        assertThat(HeadersBytesStore.convertToHeaderFormat(new byte[] {7})).containsExactly(0, 7);
        assertThat(HeadersBytesStore.convertToHeaderFormat(null)).isNull();
        assertThat(HeadersBytesStore.convertFromPlainToHeaderFormat(new byte[] {7}))
                .containsExactly(0, -1, -1, -1, -1, -1, -1, -1, -1, 7);
        assertThat(HeadersBytesStore.convertFromPlainToHeaderFormat(null)).isNull();
    }
}

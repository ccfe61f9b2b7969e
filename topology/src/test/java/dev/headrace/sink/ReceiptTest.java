package dev.headrace.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReceiptTest {

    @Test
    void nothingIsRecognisedAfterItWasStored() {
        Receipt stored = new Receipt(Receipt.NOTHING.epoch(), Receipt.NOTHING.json());

        assertThat(stored.isNothing()).isTrue();
        assertThat(new Receipt(0, "{}").isNothing()).isFalse();
    }
}

package dev.headrace.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.examples.shop.Event;
import dev.headrace.examples.shop.Event.Ecommerce;
import dev.headrace.examples.shop.Event.Geo;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTest {

    @Test
    void holdsWhenEveryPurchaseIsCountedOnce() {
        Proof proof = produced("email", "google", "email");
        proof.counted("email", 1);
        proof.counted("google", 1);
        proof.counted("email", 2);

        assertThat(proof.holds()).isTrue();
        assertThat(proof.toText())
                .contains("PROVED: each of 3 purchases among 4 events was counted exactly once")
                .containsPattern("email +2 +2 +0 +2 +0");
    }

    @Test
    void failsOnALostPurchase() {
        Proof proof = produced("email", "email");
        proof.counted("email", 1);

        assertThat(proof.holds()).isFalse();
        assertThat(proof.toText()).contains("REFUTED").containsPattern("email +2 +1 +-1");
    }

    @Test
    void failsOnAPurchaseCountedTwice() {
        Proof proof = produced("email");
        proof.counted("email", 2);

        assertThat(proof.holds()).isFalse();
    }

    @Test
    void failsOnASourceWithoutAnyCount() {
        Proof proof = produced("email", "google");
        proof.counted("email", 1);

        assertThat(proof.holds()).isFalse();
    }

    @Test
    void failsOnACountThatNobodyProduced() {
        Proof proof = produced("email");
        proof.counted("email", 1);
        proof.counted("fax", 1);

        assertThat(proof.holds()).isFalse();
    }

    @Test
    void failsOnACountThatIsWrittenTwiceThoughTheLastOneIsRight() {
        Proof proof = produced("email", "email");
        proof.counted("email", 1);
        proof.counted("email", 1);
        proof.counted("email", 2);

        assertThat(proof.holds()).isFalse();
        assertThat(proof.toText()).containsPattern("email +2 +2 +0 +3 +1");
    }

    @Test
    void provesNothingWhenAcknowledgedEventsAreMissing() {
        Proof proof = new Proof(2);
        proof.produced(event("finalize", "email"));
        proof.counted("email", 1);

        assertThat(proof.holds()).isFalse();
        assertThat(proof.toText()).contains("NOT PROVED: the topic holds 1 events where 2 were acknowledged");
    }

    /** A purchase from each of these sources, and one event that is none. */
    private static Proof produced(String... sources) {
        Proof proof = new Proof(sources.length + 1);
        proof.produced(event("add_item", "email"));
        for (String source : sources) {
            proof.produced(event("finalize", source));
        }
        return proof;
    }

    private static Event event(String name, String source) {
        return new Event(
                "iOS",
                new Ecommerce(null, null, null),
                name,
                null,
                1,
                new Geo("Portland", "OR"),
                List.of(),
                source,
                1,
                "UA000000001");
    }
}
